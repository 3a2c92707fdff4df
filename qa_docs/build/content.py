"""Where the content that comes with the program stands: inside the wheel, or at the root of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def content_folder() -> Path:
    """Give the folder that holds `clauses/`, `templates/` and `examples/`."""
    inside = _PACKAGE / "_content"
    return inside if inside.is_dir() else _PACKAGE.parent


def builtin_library() -> Path:
    """Give the folder of the built-in clause library."""
    return content_folder() / "clauses"


def builtin_template(kind: str) -> Path:
    """Give the built-in Word template for a kind of document; those of a transfer share one."""
    name = "transfer" if kind.startswith("transfer-") else kind
    return content_folder() / "templates" / f"{name}.docx"


def example_names() -> tuple[str, ...]:
    """Give the names of the examples that come with the program."""
    return tuple(sorted(path.parent.name for path in (content_folder() / "examples").glob("*/deal.yaml")))
