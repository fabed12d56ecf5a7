"""stack.xml of OpenRaster: elements, parsed with limits and written."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from paintapp.formats.errors import FormatError

MAXIMUM_DEPTH = 300
MAXIMUM_ELEMENTS = 20_000

MYPAINT_NAMESPACE = "http://mypaint.org/ns/openraster"

# Characters that XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Element:
    """An XML element without text: all of stack.xml is tags and attributes."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)


def parse_stack(data: bytes) -> Element:
    """The root element of stack.xml. Raises FormatError.

    Document type declarations are refused, so entities cannot expand or reach other files, and
    depth and number of elements are limited.
    """
    parser = expat.ParserCreate()
    open_elements: list[Element] = []
    roots: list[Element] = []
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAXIMUM_ELEMENTS:
            raise FormatError("it has too many layers")
        if len(open_elements) >= MAXIMUM_DEPTH:
            raise FormatError("its groups are nested too deeply")
        element = Element(tag, attributes)
        (open_elements[-1].children if open_elements else roots).append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    def doctype(*_: object) -> None:
        raise FormatError("its stack.xml holds a document type declaration, which is not allowed")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except FormatError:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FormatError("its stack.xml is damaged") from error
    return roots[0]


def written_stack(root: Element) -> bytes:
    """An element as an XML file in UTF-8."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>"]
    _write(root, 0, lines)
    return "\n".join(lines).encode() + b"\n"


def _write(element: Element, depth: int, lines: list[str]) -> None:
    attributes = "".join(
        f' {name}="{_escaped(value)}"' for name, value in element.attributes.items()
    )
    space = " " * depth
    if not element.children:
        lines.append(f"{space}<{element.tag}{attributes}/>")
        return
    lines.append(f"{space}<{element.tag}{attributes}>")
    for child in element.children:
        _write(child, depth + 1, lines)
    lines.append(f"{space}</{element.tag}>")


def _escaped(value: str) -> str:
    """An attribute's value; line ends as references, because XML would make spaces of them."""
    return html.escape(_FORBIDDEN.sub("\ufffd", value)).translate(_LINE_ENDS)


_LINE_ENDS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
