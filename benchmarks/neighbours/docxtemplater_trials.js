// What the free core of docxtemplater does in the trials that docs/comparison.md tells of: one line for each.
//
//   python benchmarks/neighbours/templates.py /tmp/trials
//   cp benchmarks/neighbours/docxtemplater_trials.js /tmp/trials && cd /tmp/trials
//   npm install docxtemplater@3.71.0 pizzip angular-expressions && node docxtemplater_trials.js
const { createHash } = require("crypto");
const { readFileSync } = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const expressions = require("docxtemplater/expressions.js");

function rendered(file, values, options = {}) {
  const made = new Docxtemplater(new PizZip(readFileSync(`${file}.docx`)), { errorLogging: false, ...options });
  made.render(values);
  return { text: made.getFullText(), content: made.getZip().generate({ type: "nodebuffer" }) };
}

// Print the text that comes out, or the errors with all that they say of their place.
function told(name, file, values, options) {
  try {
    console.log(`${name}: ${JSON.stringify(rendered(file, values, options).text)}`);
  } catch (error) {
    const errors = (error.properties && error.properties.errors) || [error];
    const said = errors.map(({ message, properties: p = {} }) => `${p.explanation || message} (${p.file}, ${p.offset})`);
    console.log(`${name}: ${said.join("; ")}`);
  }
}

// Tell whether a part of what comes out matches.
function held(file, part, pattern) {
  const found = new PizZip(rendered(file, { a: "1" }).content).file(part);
  return Boolean(found) && pattern.test(found.asText());
}

const digest = () => createHash("sha256").update(rendered("value", { a: "1" }).content).digest("hex");

told("missing value", "missing", {});
told("torn tag", "torn", { name: "X" });
told("marks of XML", "value", { a: "Smith & Co <b>" });
told("braces in a value", "value", { a: "{b}" });
told("wrong tags", "wrong", {});
told("text beside a tag", "beside", { x: true });
told("condition", "condition", { x: false });
told("code in a template, with expressions", "reach", { a: "x" }, { parser: expressions });
console.log("header filled:", held("header", "word/header1.xml", />1</));
console.log("comment of the template kept:", held("comment", "word/comments.xml", /INTERNAL/));
console.log("struck text kept, not filled:", held("tracked", "word/document.xml", /<w:del .*old \{a\}.*<w:ins .*new 1/s));
console.log("content control kept:", held("control", "word/document.xml", /clause:x/));
const first = digest();
setTimeout(() => console.log("same bytes twice:", first === digest()), 2100); // a date in a zip file has steps of two seconds
