"""A client that only reads: whatever is no GET is refused before a byte of it is sent."""

from typing import Any

from api_client.client import Answer, Client
from api_client.errors import Refused
from api_client.models.page import Problem

SAID = {"zh": "只读模式，不向热线下达任何命令。", "en": "Read-only: nothing is asked of the hotline."}


class ReadingClient(Client):
    """As a client; methods that would send anything raise Refused with the code `read_only`."""

    async def _ask(self, method: str, path: str, **more: Any) -> Answer:
        if method != "GET":
            said = SAID.get(self._http.headers.get("accept-language", ""), SAID["en"])
            raise Refused(Problem(status=403, code="read_only", detail=said))
        return await super()._ask(method, path, **more)
