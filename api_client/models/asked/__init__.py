"""What a person asks, by the part of the work it belongs to; `api_client.models.commands` has them all."""
