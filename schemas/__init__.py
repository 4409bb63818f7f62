"""The contract on the wire, as marshmallow schemas."""
