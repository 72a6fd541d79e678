"""Fill a template's parameters by convention: `EventBus` of an SSM type is /bookstore/STAGE/event-bus."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from deploy import target
from deploy.errors import UserError
from deploy.templates import Template

SSM = "AWS::SSM::Parameter::Value<"
BATCH_SIZE = 10  # GetParameters takes no more names


def fill(template: Template, stage: str, explicit: Mapping[str, str], previous: Iterable[str]) -> list[dict[str, Any]]:
    """Return an entry for each declared parameter without a default; the stack already has values for `previous`."""
    declared = template.get("Parameters", {})
    values = {**conventional_values(declared, stage), **explicit}
    filled: list[dict[str, Any]] = [{"ParameterKey": n, "ParameterValue": values[n]} for n in declared if n in values]
    previous_names = [name for name in declared if name not in values and name in previous]
    filled += [{"ParameterKey": name, "UsePreviousValue": True} for name in previous_names]
    require_all(declared, {entry["ParameterKey"] for entry in filled})
    return filled


def conventional_values(declared: Mapping[str, Any], stage: str) -> dict[str, str]:
    """Return the parameters whose values follow from their names and the deployment's target."""
    paths = {name: parameter_path(name, stage) for name, about in declared.items() if about["Type"].startswith(SSM)}
    return {"Stage": stage, "Emulator": str(target.is_emulated()).lower(), **paths}


def parameter_path(name: str, stage: str) -> str:
    """Return the path of the SSM parameter that holds the value."""
    return f"/bookstore/{stage}/{to_kebab_case(name)}"


def to_kebab_case(name: str) -> str:
    """Turn `UserPoolArn` into `user-pool-arn`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def require_all(declared: Mapping[str, Any], filled: set[str]) -> None:
    """Raise UserError with the missing names, before CloudFormation is called."""
    missing = [name for name, about in declared.items() if name not in filled and "Default" not in about]
    if missing:
        raise UserError(f"Give {' and '.join(missing)}, for example with --parameter {missing[0]}=VALUE.")


def require_in_stage(template: Template, stage: str, ssm: Any) -> None:
    """Raise UserError when the stage lacks a parameter; CloudFormation would report it later and less clearly."""
    paths = sorted(conventional_values(template.get("Parameters", {}), stage).values())
    names = [names for names in paths if names.startswith("/")]
    for start in range(0, len(names), BATCH_SIZE):
        missing = ssm.get_parameters(Names=names[start : start + BATCH_SIZE])["InvalidParameters"]
        if missing:
            raise UserError(
                f"Stage {stage} has no {' and no '.join(missing)} yet: "
                f"deploy the platform and the engines first (python -m deploy platform --stage {stage}, then engines)."
            )
