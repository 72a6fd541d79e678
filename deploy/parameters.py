"""Fill a template's parameters: `EventBus` of an SSM type is /bookstore/STAGE/event-bus, and so on."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from deploy import target
from deploy.errors import UserError
from deploy.templates import Template

SSM = "AWS::SSM::Parameter::Value<"
AT_ONCE = 10  # GetParameters takes no more names


def fill(template: Template, stage: str, given: Mapping[str, str], previous: Iterable[str]) -> list[dict[str, Any]]:
    """One entry per declared parameter that has no default to fall back on; `previous` are those the stack knows."""
    declared = template.get("Parameters", {})
    known = {**conventional_values(declared, stage), **given}
    filled: list[dict[str, Any]] = [{"ParameterKey": n, "ParameterValue": known[n]} for n in declared if n in known]
    kept = [name for name in declared if name not in known and name in previous]
    filled += [{"ParameterKey": name, "UsePreviousValue": True} for name in kept]
    require_all(declared, {entry["ParameterKey"] for entry in filled})
    return filled


def conventional_values(declared: Mapping[str, Any], stage: str) -> dict[str, str]:
    """The parameters whose values follow from their names and from where we deploy to."""
    named = {name: parameter_path(name, stage) for name, about in declared.items() if about["Type"].startswith(SSM)}
    return {"Stage": stage, "Emulator": str(target.is_emulated()).lower(), **named}


def parameter_path(name: str, stage: str) -> str:
    """Where the stage keeps the value of that name."""
    return f"/bookstore/{stage}/{to_kebab_case(name)}"


def to_kebab_case(name: str) -> str:
    """`UserPoolArn` is `user-pool-arn`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def require_all(declared: Mapping[str, Any], filled: set[str]) -> None:
    """Trouble that names what is missing, before CloudFormation is asked."""
    missing = [name for name, about in declared.items() if name not in filled and "Default" not in about]
    if missing:
        raise UserError(f"Give {' and '.join(missing)}, for example with --parameter {missing[0]}=VALUE.")


def require_in_stage(template: Template, stage: str, ssm: Any) -> None:
    """CloudFormation would say the same later and less clearly."""
    paths = sorted(conventional_values(template.get("Parameters", {}), stage).values())
    wanted = [wanted for wanted in paths if wanted.startswith("/")]
    for start in range(0, len(wanted), AT_ONCE):
        missing = ssm.get_parameters(Names=wanted[start : start + AT_ONCE])["InvalidParameters"]
        if missing:
            raise UserError(
                f"Stage {stage} has no {' and no '.join(missing)} yet: "
                f"deploy the platform and the engines first (python -m deploy platform --stage {stage}, then engines)."
            )
