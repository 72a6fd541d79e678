"""Read the pipeline's template as CodePipeline does: its stages and actions, with parameters filled in."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.templates import Template, load

TEMPLATES = Path(__file__).parent
VARIABLE = re.compile(r"\$\{([A-Za-z:]+)\}")
SOURCE, BUILD, APPROVAL = "Source", "Build", "Approval"


@dataclass(frozen=True)
class Action:
    """One action: its category, and for CodeBuild the buildspec, the environment and the artifacts' names."""

    name: str
    category: str
    buildspec: str
    environment: Mapping[str, str]
    inputs: tuple[str, ...]
    output: str
    namespace: str


@dataclass(frozen=True)
class PipelineStage:
    """A stage, its actions in the order in which they run; `rolls_back` runs it once more with the last good input."""

    name: str
    actions: tuple[Action, ...]
    rolls_back: bool


def load_pipeline(values: Mapping[str, str]) -> tuple[PipelineStage, ...]:
    """Return the pipeline of the template with these values of parameters and pseudo parameters.

    Raises ValueError for what the template says and this reader does not know.
    """
    template = load(TEMPLATES / "pipeline.yaml")
    defaults = {name: about["Default"] for name, about in template["Parameters"].items() if "Default" in about}
    resolver = Resolver(template, {**defaults, **values})
    stages = template["Resources"]["Pipeline"]["Properties"]["Stages"]
    return tuple(resolver.stage(each) for each in stages)


@dataclass(frozen=True)
class Resolver:
    """Fill in the template's parameters, as far as a pipeline needs it."""

    template: Template
    values: Mapping[str, str]

    def stage(self, declared: Mapping[str, Any]) -> PipelineStage:
        """Return a stage, with actions of the same order one after the other."""
        actions = sorted(declared["Actions"], key=lambda action: int(action.get("RunOrder", 1)))
        rolls_back = declared.get("OnFailure", {}).get("Result") == "ROLLBACK"
        return PipelineStage(declared["Name"], tuple(self.action(each) for each in actions), rolls_back)

    def action(self, declared: Mapping[str, Any]) -> Action:
        """Return an action with the buildspec and the variables of its project."""
        kind, configuration = declared["ActionTypeId"], declared["Configuration"]
        project = self.project(configuration) if kind["Provider"] == "CodeBuild" else {}
        variables = project.get("Environment", {}).get("EnvironmentVariables", [])
        own = json.loads(self.text(configuration.get("EnvironmentVariables", "[]")))
        return Action(
            name=declared["Name"],
            category=kind["Category"],
            buildspec=project.get("Source", {}).get("BuildSpec", ""),
            environment={
                **{each["Name"]: self.text(each["Value"]) for each in variables},
                **{each["name"]: each["value"] for each in own},
            },
            inputs=tuple(each["Name"] for each in declared.get("InputArtifacts", [])),
            output=next((each["Name"] for each in declared.get("OutputArtifacts", [])), ""),
            namespace=declared.get("Namespace", ""),
        )

    def project(self, configuration: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the properties of the CodeBuild project that the configuration names."""
        properties: Mapping[str, Any] = self.template["Resources"][configuration["ProjectName"]["Ref"]]["Properties"]
        return properties

    def text(self, node: Any) -> str:
        """Resolve a value to text."""
        if isinstance(node, str):
            return node
        ((function, argument),) = node.items()
        if function == "Ref":
            return self.values[argument]
        if function == "Fn::If":
            condition, yes, no = argument
            return self.text(yes if self.holds(condition) else no)
        if function == "Fn::Sub":
            pattern, own = argument if isinstance(argument, list) else (argument, {})
            known = {**self.values, **{name: self.text(value) for name, value in own.items()}}
            return VARIABLE.sub(lambda found: known[found[1]], pattern)
        raise ValueError(f"The pipeline's template uses {function}, which only CloudFormation resolves.")

    def holds(self, condition: str) -> bool:
        """Tell whether two values of a condition are equal; the template compares in no other way."""
        left, right = self.template["Conditions"][condition]["Fn::Equals"]
        return self.text(left) == self.text(right)
