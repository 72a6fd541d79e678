"""CloudFormation templates as Chalice reads them, and sent without YAML's aliases, which CloudFormation refuses."""

import json
from pathlib import Path
from typing import Any

from chalice.package import TemplateDeepMerger, YAMLTemplateSerializer

Template = dict[str, Any]


def load(path: Path) -> Template:
    """With short forms such as `!Ref` written out."""
    template: Template = YAMLTemplateSerializer().load_template(path.read_text(), str(path))
    return template


def merge(over: Template, under: Template) -> Template:
    """Dictionaries are merged; lists and values of `over` replace those of `under`."""
    both: Template = TemplateDeepMerger().merge(over, under)
    return both


def to_json(template: Template) -> str:
    """The same text for the same template, however it was put together."""
    return json.dumps(template, sort_keys=True, separators=(",", ":"))
