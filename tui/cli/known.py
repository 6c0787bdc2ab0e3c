"""Who asks which hotline, as far as files and environment tell: light, for the desk reads it before its first picture."""

from api_client.profile import BadAddress, Profile, load
from tui import settings
from tui.cli.console import Code, Console


def known_profile(console: Console) -> Profile:
    """The profile as saved or set. Ends the program where the address set is none."""
    try:
        profile = load()
    except BadAddress as bad:
        raise console.stop(Code.USAGE, "cli.bad_url", url=bad) from None
    for notice in profile.notices:
        console.tell(f"cli.{notice}", path=profile.token_path if "token" in notice else profile.settings_path)
    read_only = profile.read_only or console.read_only or settings.read(profile.config_dir / "settings.toml").read_only
    return profile._replace(read_only=read_only)
