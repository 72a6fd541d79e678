"""Read CloudFormation templates as Chalice does, and write them without YAML aliases, which CloudFormation refuses."""

import json
from pathlib import Path
from typing import Any

from chalice.package import TemplateDeepMerger, YAMLTemplateSerializer

Template = dict[str, Any]


def load(path: Path) -> Template:
    """Load a template with short forms such as `!Ref` written out."""
    template: Template = YAMLTemplateSerializer().load_template(path.read_text(), str(path))
    return template


def merge(over: Template, under: Template) -> Template:
    """Merge dictionaries; lists and values of `over` replace those of `under`."""
    both: Template = TemplateDeepMerger().merge(over, under)
    return both


def to_json(template: Template) -> str:
    """Return the same text for the same template, whatever the order of its keys."""
    return json.dumps(template, sort_keys=True, separators=(",", ":"))
