"""The older name of UserError."""

from deploy.errors import UserError

Trouble = UserError
