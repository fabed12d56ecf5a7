"""Words inside a finished PNG file: what made it, and with what.

The pixels are not touched: chunks are put in between the header and the picture. PNG
specification, third edition: https://www.w3.org/TR/png-3/#11iTXt
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

from paintapp.formats.errors import FormatError
from paintapp.formats.png import SIGNATURE

XMP_KEYWORD = "XML:com.adobe.xmp"
_HEADER_END = 33

TRAINED = "trainedAlgorithmicMedia"
COMPOSITE = "compositeWithTrainedAlgorithmicMedia"
ENHANCED = "algorithmicallyEnhanced"
"""What the IPTC calls a picture made by a model alone, by a model from a picture, without a model:
https://cv.iptc.org/newscodes/digitalsourcetype/"""


def with_texts(png: bytes, texts: Mapping[str, str]) -> bytes:
    """A PNG file with texts (keyword -> text) as iTXt chunks. Raises FormatError."""
    if png[:8] != SIGNATURE or png[12:16] != b"IHDR":
        raise FormatError("it is not a PNG image")
    chunks = b"".join(_text(keyword, text) for keyword, text in texts.items())
    return png[:_HEADER_END] + chunks + png[_HEADER_END:]


def digital_source(kind: str, creator: str) -> str:
    """An XMP packet that says how a picture came about; ``kind`` is one of these."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about=""'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        "<Iptc4xmpExt:DigitalSourceType>"
        f"http://cv.iptc.org/newscodes/digitalsourcetype/{escape(kind)}"
        "</Iptc4xmpExt:DigitalSourceType>"
        f"<xmp:CreatorTool>{escape(creator)}</xmp:CreatorTool>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


def _text(keyword: str, text: str) -> bytes:
    name = keyword.encode("latin-1")
    if not 1 <= len(name) <= 79:
        raise FormatError(f"“{keyword}” cannot be a keyword")
    # Not packed, no language: keyword, two zeros for that, two empty strings, the text.
    words = text.encode("utf-8", "replace").replace(b"\0", b"")
    data = name + b"\0\0\0\0\0" + words
    body = b"iTXt" + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
