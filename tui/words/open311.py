"""What the desk says of an Open311 city: how to name one, how it stands, why it cannot be read, what it tells of a request."""

WORDS: dict[str, tuple[str, str]] = {
    "cli.help_open311": (
        "只读查看一个 Open311（GeoReport v2）城市的诉求：URL 是接口或 discovery 的网址",
        "look at the requests of an Open311 (GeoReport v2) city: URL is its endpoint or its discovery",
    ),
    "cli.help_jurisdiction": ("同一接口服务多个城市时，要看哪一个", "which city, where one Open311 endpoint serves several"),
    "cli.jurisdiction_alone": ("--jurisdiction 要与 --open311 同用", "--jurisdiction goes with --open311"),
    "cli.not_of_a_city": ("{word} 不能与 --open311 同用", "{word} does not go with --open311"),
    "open311.read_only": (
        "Open311 城市只能查看：没有下达任何命令。",
        "An Open311 city can only be looked at: nothing was asked.",
    ),
    "open311.bad_url": (
        "不是 Open311 城市的网址：{url}（应形如 https://city.example.org/open311/v2）",
        "Not an address of an Open311 city: {url} (should look like https://city.example.org/open311/v2)",
    ),
    "open311.unreachable": ("读不到这个城市：{why}", "The city cannot be read: {why}"),
    "open311.queue_from_mirror": (
        "读不到这个城市（{why}），以下取自本机副本，{at} 的情况。",
        "The city cannot be read ({why}); this is the local copy, as of {at}.",
    ),
    "open311.queue_no_mirror": ("读不到这个城市（{why}），本机也还没有副本。", "The city cannot be read ({why}), and there is no local copy yet."),
    "open311.no_such": ("这个城市没有诉求 {number}。", "The city has no request {number}."),
    "open311.read_only_why": (
        "Open311 城市只供查看：这里不能下达命令",
        "Open311: only to look at, nothing is asked",
    ),
    "open311.no_clock": ("无时限", "no clock"),
    "open311.coming": ("{city}：已取 {count} 件", "{city}: {count} fetched"),
    "open311.stands": ("{city}  {at} 的情况", "{city} as of {at}"),
    "open311.stands_cut": ("{stands}，只取最近 {count} 件", "{stands}, the newest {count} only"),
    "open311.empty_connecting": ("本地还没有诉求，正在连接 {city}……", "Nothing here yet; connecting to {city}."),
    "open311.empty_lost": (
        "本地还没有诉求，也读不到 {city}（{why}）；会一直重试。",
        "Nothing here and {city} cannot be read ({why}); still trying.",
    ),
    "open311.told.status": ("状态", "Status"),
    "open311.told.status_notes": ("处理说明", "Status notes"),
    "open311.told.service_notice": ("办理提示", "Notice"),
    "open311.told.media_url": ("图片", "Picture"),
    "open311.told.position": ("坐标（纬度、经度）", "Position (lat, long)"),
    "open311.told.zipcode": ("邮编", "Postal code"),
    "why.at": ("{words}：{where}", "{words}: {where}"),
    "why.open311_none": (
        "那里没有 Open311 GeoReport v2，或不认这个 jurisdiction：请核对网址",
        "there is no Open311 GeoReport v2 there, or not of this jurisdiction: check the address",
    ),
    "why.open311_refused": (
        "对方不答：可能缺 jurisdiction，或不认这个；paidan queue 会附上原话",
        "it refuses, for want of a jurisdiction perhaps, or knows no such one; paidan queue tells its words",
    ),
    "why.open311_refused_here": ("对方不答，可能缺 jurisdiction，或不认这个", "it refuses, for want of a jurisdiction perhaps, or knows no such one"),
    "why.open311_html": (
        "那里答的是网页，不是 Open311 接口：请核对网址，或网络是否要先登录",
        "a web page answers there, no Open311: check the address, or sign in to the network",
    ),
    "why.open311_garbled": ("答复既不是完整的 JSON 也不是完整的 XML", "its answer is neither whole JSON nor whole XML"),
    "why.open311_too_much": ("答复过大，已不再读", "its answer was too large and was not read on"),
    "why.open311_turns": ("一再转往别处，没有跟去", "it sends one from place to place, and we did not follow"),
    "why.open311_busy": ("对方服务出错或正忙", "its server is busy or in trouble"),
    "why.open311_too_fast": ("对方要求稍后再问", "it asks to be left alone for a while"),
}
