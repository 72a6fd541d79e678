"""Deploy the stack that watches a stage."""

from collections.abc import Sequence

from deploy import artifacts, target
from deploy.monitoring.alarms import alarms_of
from deploy.monitoring.dashboards import dashboards
from deploy.monitoring.inventory import Part, list_part
from deploy.project import service_names
from deploy.stacks import Deployed, stacks
from deploy.templates import Template

ENGINES = "engines"


def deploy_monitoring(stage: str) -> Deployed:
    """Bring the alarms and dashboards in line with what is deployed."""
    cloudformation = target.client("cloudformation")
    parts = [list_part(name, f"bookstore-{stage}-{name}", cloudformation) for name in (*service_names(), ENGINES)]
    template = monitoring_template([part for part in parts if part.resources])
    upload = artifacts.find_artifacts(stage).put_template
    return stacks().deploy(f"bookstore-{stage}-monitoring", template, stage, {}, upload_template=upload)


def monitoring_template(parts: Sequence[Part]) -> Template:
    """Return the template of the alarms and dashboards of these parts."""
    alarms = {name: each for part in parts for name, each in alarms_of(part).items()}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Bookstore monitoring - made from what is deployed, by deploy/monitoring",
        "Parameters": {"Stage": {"Type": "String"}, "AlarmTopic": {"Type": "AWS::SSM::Parameter::Value<String>"}},
        "Resources": {**alarms, **dashboards(parts)},
    }
