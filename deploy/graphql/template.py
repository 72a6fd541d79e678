"""Turn a service's folder `graphql/` into the resources of its source API, which joins the stage's merged API.

schema.graphql   the service's part of the graph
api.yaml         its data sources, and which of them answers which field by which code
resolvers/*.ts   the code, one module for each resolver and function of a pipeline
shared/          a link to shared/graphql, what the resolvers of all services have in common

    sources:
      Books: {table: Table, actions: [dynamodb:GetItem, dynamodb:Query]}
      Routes: {function: Graphql}
    functions:
      readPrices: {source: Routes}
    fields:
      Query.book: {source: Books}
      Book.editions: {source: Routes, batch: 50}
      Book.reviews: {source: Routes, code: reviews}
      Query.offers: {pipeline: [readBooks, readPrices]}

`table` and `function` are logical names of the service's own template. The code of a field is `Query.book`, that of
a function `readPrices`, unless `code` names a module that several have in common; code that names its table, as a
batch has to, finds the name in the constant TABLE. What `events` are stands in events.py.

Plain `chalice deploy` leaves the folder out: it creates the functions after the stack of resources.
"""

from pathlib import Path
from typing import Any

import yaml

from deploy.errors import UserError
from deploy.graphql import events

Json = dict[str, Any]

RUNTIME = {"Name": "APPSYNC_JS", "RuntimeVersion": "1.0.0"}
API_ID = {"Fn::GetAtt": ["GraphQLApi", "ApiId"]}
TABLE_NAME = "TABLE"
PARAMETERS = {name: {"Type": "AWS::SSM::Parameter::Value<String>"} for name in ("UserPoolId", "GraphqlApiId")}


def graphql_template(folder: Path, modules: Path) -> Json:
    """Return parameters and resources to merge into the service's template, or raise UserError naming what is wrong.

    `modules` has the bundled code, one JavaScript file for each resolver.
    """
    try:
        api = yaml.safe_load((folder / "api.yaml").read_text())
        schema = (folder / "schema.graphql").read_text()
    except FileNotFoundError as error:
        raise UserError(f"{folder} has no file {Path(error.filename).name}.") from error
    resources = Builder(folder, modules, api).build(schema)
    if not api.get("events"):
        return {"Parameters": PARAMETERS, "Resources": resources}
    rules = events.event_resources(api["events"])
    return {"Parameters": PARAMETERS | events.PARAMETERS, "Resources": resources | rules}


class Builder:
    """Builds the resources of one API."""

    def __init__(self, folder: Path, modules: Path, api: Json) -> None:
        self.folder, self.modules = folder, modules
        self.sources, self.functions = api.get("sources") or {}, api.get("functions") or {}
        self.fields = api.get("fields") or {}

    def build(self, schema: str) -> Json:
        """Return all resources by their logical names, each of which begins with GraphQL."""
        resources = {
            "GraphQLApi": _source_api(),
            "GraphQLSchema": _resource("GraphQLSchema", {"ApiId": API_ID, "Definition": schema}),
            "GraphQLAssociation": _association(),
            "GraphQLSourceNone": _resource("DataSource", {"ApiId": API_ID, "Name": "None", "Type": "NONE"}),
        }
        for name, source in self.sources.items():
            self._add(resources, name, _data_source(name, source))
        for name, function in self.functions.items():
            self._add(resources, name, {f"GraphQLFunction{_title(name)}": self._function(name, function)})
        for name, field in self.fields.items():
            kind, _, title = name.partition(".")
            self._add(resources, name, {f"GraphQLResolver{kind}{_title(title)}": self._resolver(name, field)})
        return resources

    def _add(self, resources: Json, name: str, added: Json) -> None:
        """Add resources under names that no other has: logical names are made of letters and digits alone."""
        taken = resources.keys() & added.keys()
        if taken:
            raise UserError(f"{self.folder}/api.yaml: {name} would be the resource {min(taken)}, as another is.")
        resources.update(added)

    def _function(self, name: str, function: Json) -> Json:
        properties = {"ApiId": API_ID, "Name": name, "Runtime": RUNTIME, **self._unit(name, function)}
        return _resource("FunctionConfiguration", properties, after="GraphQLSchema")

    def _resolver(self, name: str, field: Json) -> Json:
        kind, _, field_name = name.partition(".")
        if "pipeline" in field:
            functions = [self._function_id(name, function) for function in field["pipeline"]]
            code = self._code(field.get("code", name), None)
            unit = {"Kind": "PIPELINE", "PipelineConfig": {"Functions": functions}, "Code": code}
        else:
            unit = self._unit(name, field)
        properties = {"ApiId": API_ID, "TypeName": kind, "FieldName": field_name, "Runtime": RUNTIME, **unit}
        return _resource("Resolver", properties, after="GraphQLSchema")

    def _unit(self, name: str, about: Json) -> Json:
        source = about.get("source", "None")
        if source != "None" and source not in self.sources:
            raise UserError(f"{self.folder}/api.yaml: {name} names the source {source}, which is not declared.")
        table = self.sources.get(source, {}).get("table")
        batch = {"MaxBatchSize": about["batch"]} if "batch" in about else {}
        reference = {"Fn::GetAtt": [f"GraphQLSource{source}", "Name"]}
        return {"DataSourceName": reference, "Code": self._code(about.get("code", name), table), **batch}

    def _function_id(self, field: str, function: str) -> Json:
        if function not in self.functions:
            raise UserError(f"{self.folder}/api.yaml: {field} names the function {function}, which is not declared.")
        return {"Fn::GetAtt": [f"GraphQLFunction{_title(function)}", "FunctionId"]}

    def _code(self, name: str, table: str | None) -> Any:
        file = self.modules / f"{name}.js"
        if not file.exists():
            raise UserError(f"{self.folder} has no file resolvers/{name}.ts, the code of {name}.")
        code = file.read_text()
        if table is None or TABLE_NAME not in code:
            return code
        return {"Fn::Join": ["", [code, f'\nconst {TABLE_NAME} = "', {"Ref": table}, '";\n']]}


def _source_api() -> Json:
    pool = {"UserPoolId": {"Ref": "UserPoolId"}, "AwsRegion": {"Ref": "AWS::Region"}, "DefaultAction": "ALLOW"}
    providers = [{"AuthenticationType": "API_KEY"}, {"AuthenticationType": "AWS_IAM"}]
    properties = {
        "Name": {"Fn::Sub": "${AWS::StackName}"},
        "AuthenticationType": "AMAZON_COGNITO_USER_POOLS",
        "UserPoolConfig": pool,
        "AdditionalAuthenticationProviders": providers,
    }
    return _resource("GraphQLApi", properties)


def _association() -> Json:
    properties = {
        "MergedApiIdentifier": {"Ref": "GraphqlApiId"},
        "SourceApiIdentifier": API_ID,
        "SourceApiAssociationConfig": {"MergeType": "AUTO_MERGE"},
    }
    return _resource("SourceApiAssociation", properties, after="GraphQLSchema")


def _data_source(name: str, source: Json) -> Json:
    """Return a source and its role, which allows what api.yaml names and nothing else."""
    if "table" in source:
        arn = {"Fn::GetAtt": [source["table"], "Arn"]}
        config = {"TableName": {"Ref": source["table"]}, "AwsRegion": {"Ref": "AWS::Region"}}
        kind = {"Type": "AMAZON_DYNAMODB", "DynamoDBConfig": config}
        actions, resources = source.get("actions"), [arn, {"Fn::Sub": ["${Arn}/index/*", {"Arn": arn}]}]
    elif "function" in source:
        arn = {"Fn::GetAtt": [source["function"], "Arn"]}
        kind = {"Type": "AWS_LAMBDA", "LambdaConfig": {"LambdaFunctionArn": arn}}
        actions, resources = ["lambda:InvokeFunction"], [arn]
    else:
        raise UserError(f"api.yaml: the source {name} needs a table or a function.")
    if not actions:
        raise UserError(f"api.yaml: the source {name} needs the actions that it may do.")
    role = {"Fn::GetAtt": [f"GraphQLSource{name}Role", "Arn"]}
    properties = {"ApiId": API_ID, "Name": name, "ServiceRoleArn": role, **kind}
    source_name = f"GraphQLSource{name}"
    return {f"{source_name}Role": _role(actions, resources), source_name: _resource("DataSource", properties)}


def _role(actions: list[str], resources: list[Any]) -> Json:
    trust = {"Action": "sts:AssumeRole", "Principal": {"Service": "appsync.amazonaws.com"}}
    policy = {"PolicyName": "source", "PolicyDocument": _policy({"Action": actions, "Resource": resources})}
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {"AssumeRolePolicyDocument": _policy(trust), "Policies": [policy]},
    }


def _policy(statement: Json) -> Json:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]}


def _resource(kind: str, properties: Json, after: str | None = None) -> Json:
    """Return a resource; resolvers need the schema's types to be there."""
    return {"Type": f"AWS::AppSync::{kind}", "Properties": properties} | ({"DependsOn": after} if after else {})


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
