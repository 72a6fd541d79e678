"""Turn a service's folder `graphql/` into its source API of the stage's merged GraphQL API."""

from deploy.graphql.bundle import bundle_resolvers
from deploy.graphql.template import graphql_template

__all__ = ["bundle_resolvers", "graphql_template"]
