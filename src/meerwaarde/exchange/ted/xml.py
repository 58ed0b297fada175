"""Reading TED elements by local name: the namespace changes with every release, the names do not."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at a path of local names, None where one of them misses."""
    for name in path:
        if element is None:
            return None
        element = next((part for part in element if local(part) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children with this local name."""
    return (part for part in (element if element is not None else ()) if local(part) == name)


def within(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """All elements below with one of these local names, in the order of the document."""
    return iter(()) if element is None else element.iter(*(f"{{*}}{name}" for name in names))


def text(element: etree._Element | None) -> str | None:
    """The text of an element: paragraphs on lines of their own, blanks folded; None where it is empty."""
    if element is None:
        return None
    paragraphs = [part for part in element if local(part) == "P"]
    lines = (" ".join("".join(map(str, part.itertext())).split()) for part in paragraphs or (element,))
    return "\n".join(line for line in lines if line) or None


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The value of an attribute without blanks; None where it misses or is empty."""
    value = None if element is None else element.get(name)
    return (value or "").strip() or None
