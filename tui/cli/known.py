"""Who asks which hotline, as far as files and environment tell: light, for the desk reads it before its first picture."""

from api_client.profile import BadAddress, Profile, load, unsigned
from tui.cli.console import Code, Console


def known_profile(console: Console) -> Profile:
    """The profile as saved or set, or of the Open311 city that is named. Ends the program where an address is none."""
    try:
        profile = load()
        if console.open311 is not None:
            return profile.at_city(console.open311, console.jurisdiction)
    except BadAddress as bad:
        raise console.stop(Code.USAGE, "cli.bad_url" if console.open311 is None else "open311.bad_url", url=unsigned(str(bad))) from None
    for notice in profile.notices:
        path = profile.token_path if "token" in notice else profile.settings_path
        console.tell(f"cli.{notice}", path=path, ring=profile.keyring, why=console.keyring_why(profile.keyring_trouble))
    return profile._replace(read_only=profile.read_only or console.read_only or _set(profile))


def _set(profile: Profile) -> bool:
    """Whether the settings say that nothing may be asked."""
    path = profile.config_dir / "settings.toml"
    if not path.exists():
        return False
    from tui.settings import read  # here, because most words need no more of the settings

    return read(path).read_only
