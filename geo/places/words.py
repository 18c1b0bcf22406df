"""Which words do people use for places, and what do they stand for?

Lists of words only; nothing here is looked up in a map. All are lower case,
without punctuation, as ``text.plain`` leaves them.
"""

from __future__ import annotations


def listed(text: str, divider: str | None = None) -> frozenset[str]:
    """The words of one long line: easier to read and to add to than a column of quotation marks.

    >>> sorted(listed("road street"))
    ['road', 'street']
    """
    return frozenset(" ".join(each.split()) for each in text.split(divider))


# An abbreviation and all it may stand for: "st" is a street or a saint, and only the gazetteer knows which.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "app": ("approach",),
    "ave": ("avenue",),
    "av": ("avenue",),
    "bdwy": ("broadway",),
    "bdy": ("broadway",),
    "bldg": ("building",),
    "bldgs": ("buildings",),
    "br": ("bridge",),
    "cen": ("central",),
    "ch": ("church",),
    "cl": ("close",),
    "clo": ("close",),
    "com": ("common",),
    "cotts": ("cottages",),
    "cres": ("crescent",),
    "cresc": ("crescent",),
    "crt": ("court",),
    "ctr": ("centre",),
    "ct": ("court",),
    "dlr": ("station",),
    "dr": ("drive",),
    "drv": ("drive",),
    "e": ("east",),
    "est": ("estate",),
    "gdn": ("gardens", "garden"),
    "gdns": ("gardens",),
    "gr": ("grove", "green", "great"),
    "grn": ("green",),
    "gro": ("grove",),
    "gt": ("great",),
    "gve": ("grove",),
    "hl": ("hill",),
    "hosp": ("hospital",),
    "hse": ("house",),
    "hth": ("heath",),
    "la": ("lane",),
    "ln": ("lane",),
    "lib": ("library",),
    "lr": ("lower",),
    "lwr": ("lower",),
    "mkt": ("market",),
    "mt": ("mount",),
    "mws": ("mews",),
    "n": ("north",),
    "pde": ("parade",),
    "pk": ("park",),
    "pl": ("place",),
    "psge": ("passage",),
    "rd": ("road",),
    "s": ("south",),
    "sch": ("school",),
    "sq": ("square",),
    "sta": ("station",),
    "st": ("street", "saint"),
    "stn": ("station",),
    "str": ("street",),
    "tce": ("terrace",),
    "ter": ("terrace",),
    "terr": ("terrace",),
    "upr": ("upper",),
    "vw": ("view",),
    "w": ("west",),
    "wlk": ("walk",),
    "wy": ("way",),
}

# The last word of a street's name.
STREET_KINDS = listed(
    "road street avenue close lane gardens garden terrace way grove crescent mews place hill park drive rise vale court walk "
    "square approach green row path broadway gateway view mead cottages cross passage circus bridge buildings building parade "
    "quay wharf yard alley common heath estate villas gate crossway parkway embankment rents reach mount dale dene field fields "
    "village subway"
)
# The last word of the name of a station, a school and the like.
LANDMARK_KINDS = listed(
    "station hospital school library church college centre market cemetery university pub hotel academy surgery clinic "
    "stadium museum theatre cinema gym mosque temple shop store garage house tower towers"
)

# Between two streets that meet. "and", "at" and "with" also join other words, so they only count beside two streets.
JUNCTION_WORDS = listed(
    "junction jct jctn junc jn jnc jw corner cnr crn crossroads xroads intersection meets meeting roundabout rbt"
)
WEAK_JUNCTION_WORDS = frozenset({"and", "at", "with", "x", "by"})
# Where, seen from the place that is named.
RELATIONS = listed(
    "outside os opposite opp oppo near nr nearby behind beside next adjacent adj front rear back inside in on off along towards "
    "toward between btwn round around past under above over by from to into"
)
# Words without a place in them. They are never corrected into the name of one.
FILLER = listed(
    "the a an of and at with for was were is it its his her their my our your pt patient victim suspect attacked assaulted "
    "assault stabbed stabbing punched hit kicked robbed fight fighting walking standing waiting getting going coming when while "
    "about approx approximately somewhere unknown unk not known stated area local vicinity scene loc location "
    "london uk england borough lb lbl number no night evening morning afternoon just some side end top bottom middle"
)
# Kinds of place. Alone they are not a place, however they are spelt: there are many of each.
CATEGORIES = (
    "bus stop",
    "bus station",
    "bus coach station",
    "bus garage",
    "bus",
    "train station",
    "railway station",
    "rail station",
    "train",
    "platform",
    "car park",
    "parking area",
    "supermarket",
    "shopping area",
    "shopping centre",
    "petrol station",
    "park open space",
    "park",
    "sports recreation area",
    "pedestrian subway",
    "subway",
    "theatre concert hall",
    "conference exhibition centre",
    "further higher educational building",
    "police station",
    "prison",
    "race track",
    "airport airfield",
    "hospital",
    "nightclub",
    "night club",
    "club",
    "pub",
    "public house",
    "bar",
    "takeaway",
    "restaurant",
    "cafe",
    "shop",
    "shops",
    "off licence",
    "school",
    "street",
    "road",
    "high street",
    "public place",
    "alleyway",
    "alley",
    "work",
    "workplace",
    "public transport",
    "hostel",
    "hotel",
    "gym",
)
CATEGORY_WORDS = frozenset(word for category in CATEGORIES for word in category.split())
# police.uk names some of its points after a kind of place. These are the names it uses; none says where.
POLICE_UK_CATEGORIES = frozenset(
    {
        "airport airfield",
        "bus coach station",
        "conference exhibition centre",
        "further higher educational building",
        "hospital",
        "nightclub",
        "park open space",
        "parking area",
        "pedestrian subway",
        "petrol station",
        "police station",
        "prison",
        "race track",
        "shopping area",
        "sports recreation area",
        "supermarket",
        "theatre concert hall",
    }
)

# Boroughs, districts and towns that people near London name. Where the gazetteer does not hold one of them,
# a street named beside it lies there and not here, even if a street here has the same name.
ELSEWHERE = listed(
    """barking;barnet;bexley;bexleyheath;brent;bromley;camden;croydon;ealing;enfield;greenwich;hackney;hammersmith;haringey;
    harrow;havering;hillingdon;hounslow;islington;kensington;chelsea;kingston;lambeth;merton;newham;redbridge;richmond;
    southwark;sutton;tower hamlets;waltham forest;wandsworth;westminster;brixton;clapham;peckham;camberwell;dulwich;
    streatham;tooting;balham;battersea;vauxhall;bermondsey;rotherhithe;walworth;elephant and castle;woolwich;eltham;
    plumstead;charlton;thamesmead;abbey wood;erith;sidcup;welling;orpington;chislehurst;beckenham;penge;crystal palace;
    norwood;mitcham;wimbledon;morden;purley;coulsdon;stratford;ilford;romford;leyton;leytonstone;walthamstow;tottenham;
    edmonton;wood green;finchley;hendon;wembley;harlesden;willesden;acton;shepherds bush;fulham;putney;twickenham;
    brentford;uxbridge;hayes;southall;watford;slough;dartford;gravesend;bethnal green;whitechapel;stepney;mile end;poplar;
    canary wharf;soho;mayfair;covent garden;kings cross;euston;paddington;birmingham;manchester;leeds;liverpool;bristol;
    brighton;maidstone;chatham;gillingham;rochester;reading;luton;kent;surrey;essex;sussex""",
    ";",
)

# London's postcode areas: what can begin a district such as SE13 without being a road's number.
POSTCODE_AREAS = listed("BR CR DA E EC EN HA IG KT N NW RM SE SM SW TN TW UB W WC WD")
