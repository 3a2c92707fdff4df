"""Answers of ours below comments of theirs: threads, as Word keeps them beside the comments.

A comment is known by the id of its last paragraph; the thread names that of the comment that it answers. Word shows a
thread only where all of it is there, so whatever is missing leaves our comment one of its own.
"""

import hashlib

from lxml import etree

from qa_docs.review.package import W
from qa_docs.review.returned import W14, W15
from qa_docs.review.word_file import MC

_PARAGRAPH_ID, _PARENT = f"{W14}paraId", f"{W15}paraIdParent"
_RANGES = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
_LARGEST = 0x7FFFFFFF


class Threads:
    """The comments of a file and what answers what."""

    def __init__(self, comments: etree._Element, extended: etree._Element | None, main: etree._Element) -> None:
        self.comments = _declared(comments)
        self.answered = False
        """Whether anything was answered."""
        self.extended = extended
        """The threads; None until there is one."""
        self._by_id = {one.get(f"{W}id", ""): one for one in self.comments.iter(f"{W}comment")}
        used = (node.get(_PARAGRAPH_ID, "") for tree in (self.comments, main) for node in tree.iter(f"{W}p"))
        self._used = {one.upper() for one in used if one}
        self._ranges: dict[tuple[str, str], etree._Element] = {}
        for mark in main.iter(*_RANGES):
            self._ranges.setdefault((mark.tag, mark.get(f"{W}id", "")), mark)
        every = () if extended is None else extended.iter(f"{W15}commentEx")
        self._parents = {one.get(f"{W15}paraId", "").upper(): one.get(_PARENT, "") for one in every}
        """By the id of each comment's paragraph, that of the comment that it answers."""
        self._references = {one.get(f"{W}id", ""): one for one in main.iter(f"{W}commentReference")}

    def root_in(self, line: etree._Element, candidates: frozenset[str]) -> str:
        """Give the last comment of `candidates` that is put to the line, or nothing: that is what we answer."""
        found = [one.get(f"{W}id", "") for one in line.iter(f"{W}commentReference")]
        fits = [one for one in found if one in candidates and one in self._by_id and self._in_a_run(one)]
        return fits[-1] if fits else ""

    def _in_a_run(self, comment: str) -> bool:
        run = self._references[comment].getparent()
        last = self._last_paragraph(comment)
        return run is not None and run.tag == f"{W}r" and run.getparent() is not None and last is not None

    def answer(self, parent: str, number: int, comment: etree._Element) -> None:
        """Put a comment of ours below one of theirs: in the thread, and to the same words."""
        for kind in _RANGES:
            if (mark := self._ranges.get((kind, parent))) is not None:
                mark.addnext(etree.Element(kind, {f"{W}id": str(number)}))
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})
        self._references[parent].getparent().addnext(run)
        self.comments.append(comment)
        self.answered = True
        if self.extended is None:
            self.extended = etree.Element(f"{W15}commentsEx", nsmap={"w15": W15[1:-1]})
        theirs = self._last_paragraph(parent)
        if theirs is None:
            return
        key = self._key(theirs, f"{parent} of theirs")
        if key.upper() not in self._parents:
            etree.SubElement(self.extended, f"{W15}commentEx", {f"{W15}paraId": key, f"{W15}done": "0"})
        # Threads have two levels: what answers an answer is put to the first comment.
        root = self._parents.setdefault(key.upper(), "")
        own = self._key(list(comment.iter(f"{W}p"))[-1], f"{number} of ours")
        said = {f"{W15}paraId": own, _PARENT: root or key, f"{W15}done": "0"}
        etree.SubElement(self.extended, f"{W15}commentEx", said)

    def _last_paragraph(self, comment: str) -> etree._Element | None:
        paragraphs = list(self._by_id[comment].iter(f"{W}p"))
        return paragraphs[-1] if paragraphs else None

    def _key(self, paragraph: etree._Element, of: str) -> str:
        """Give the id of a paragraph; one that has none gets one that nothing else has."""
        key = paragraph.get(_PARAGRAPH_ID, "")
        if key:
            return str(key)
        number = int(hashlib.sha256(of.encode()).hexdigest()[:8], 16) % _LARGEST or 1
        while f"{number:08X}" in self._used:
            number = number % (_LARGEST - 1) + 1
        key = f"{number:08X}"
        self._used.add(key)
        paragraph.set(_PARAGRAPH_ID, key)
        return key


def _declared(comments: etree._Element) -> etree._Element:
    """Give the comments under a root that knows the words of threads, and says that other programs may pass over them.

    A root that knows them is left as it is.
    """
    ignorable = comments.get(f"{MC}Ignorable", "").split()
    prefix = next((name for name, space in comments.nsmap.items() if space == W14[1:-1] and name), "")
    if prefix and prefix in ignorable:
        return comments
    prefix = prefix or "w14"
    names = {**comments.nsmap, prefix: W14[1:-1]}
    if MC[1:-1] not in names.values():
        names["mc" if "mc" not in names else "mc0"] = MC[1:-1]
    root = etree.Element(comments.tag, comments.attrib, nsmap=names)
    root.set(f"{MC}Ignorable", " ".join([*ignorable, prefix]))
    root.extend(list(comments))
    return root
