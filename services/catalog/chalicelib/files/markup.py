"""Parse the XML of strangers: no entity of theirs is ever replaced, and nothing outside of the document is read."""

from collections.abc import Iterator
from html.entities import entitydefs
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from chalicelib.files.facts import FileRefused

SCRIPT_ELEMENTS = frozenset({"script", "handler", "iframe", "embed", "object", "applet"})
SCRIPT_SCHEMES = ("javascript:", "vbscript:", "data:text/html")


class _EntityDeclared(Exception):
    """The document declares an entity, which no book needs."""


def parse_markup(text: bytes, name: str) -> Element:
    """Parse a document; FileRefused when it is not well-formed, or declares entities. Names have no namespace."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.UseForeignDTD(True)  # what XHTML's DTD defines, such as &nbsp;, is reported instead of an error
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = lambda tag, attributes: builder.start(
        _local(tag), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda tag: builder.end(_local(tag))
    parser.CharacterDataHandler = builder.data
    parser.SkippedEntityHandler = lambda entity, is_parameter: builder.data(entitydefs.get(entity, ""))
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(text, True)
    except _EntityDeclared as error:
        raise FileRefused(f"The part {name} declares entities.", rule="no entities") from error
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefused(f"The part {name} is not well-formed.", rule="well-formed XML") from error
    return builder.close()


def check_no_scripts(root: Element, name: str) -> None:
    """Raise FileRefused when the document has a script, a handler of events, or something of another site in it."""
    for element in root.iter():
        if element.tag.lower() in SCRIPT_ELEMENTS or any(_is_script(*pair) for pair in element.attrib.items()):
            raise FileRefused(f"The part {name} has a script or embeds another page.", rule="no scripts")


def find_all(root: Element, tag: str) -> Iterator[Element]:
    """Yield every element with this name, whatever its namespace."""
    return root.iter(tag)


def text_of(element: Element) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(element.itertext()).split())


def _is_script(attribute: str, value: str) -> bool:
    compact = "".join(char for char in value if char.isprintable() and not char.isspace()).lower()
    return attribute.lower().startswith("on") or compact.startswith(SCRIPT_SCHEMES)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse_entity(*_: object) -> None:
    raise _EntityDeclared
