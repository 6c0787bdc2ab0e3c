"""What happened, by the part of the work it belongs to; `api_client.models.events` has it all."""
