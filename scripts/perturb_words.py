"""Words that ``perturb.py`` puts in each other's place; data only."""

OPPOSITES = {
    "rose": "fell", "rise": "fall", "risen": "fallen", "rising": "falling",
    "increased": "decreased", "increase": "decrease", "increasing": "decreasing",
    "gained": "lost", "higher": "lower", "highest": "lowest", "strengthened": "weakened",
    "accepted": "rejected", "accept": "reject", "agreed": "refused", "supported": "opposed",
    "support": "oppose", "supporting": "opposing", "approved": "rejected", "allowed": "banned",
    "won": "lost", "win": "lose", "winning": "losing", "before": "after", "opened": "closed",
    "started": "ended", "began": "ended", "bought": "sold", "buy": "sell", "imported": "exported",
    "imports": "exports", "more": "less", "first": "last", "confirmed": "denied",
    "praised": "criticised", "welcomed": "condemned", "joined": "left", "killed": "saved",
    "north": "south", "northern": "southern", "east": "west", "eastern": "western",
    "former": "current", "old": "new", "success": "failure", "successful": "failed",
    "succeeded": "failed", "early": "late", "above": "below", "released": "detained",
    "inside": "outside", "ahead": "behind", "large": "small", "larger": "smaller",
    "strong": "weak", "best": "worst", "good": "bad", "better": "worse", "possible": "impossible",
    "legal": "illegal", "peaceful": "violent", "improved": "worsened", "expanded": "shrank",
}  # fmt: skip
"""Words and what says the opposite; each pair works both ways where it is the only one."""

SIBLINGS = (
    "ceremony banquet meeting summit conference parade exhibition rehearsal",
    "minister ambassador governor president spokesman lawmaker general",
    "leader adviser envoy deputy successor predecessor",
    "soldiers students workers farmers tourists doctors journalists refugees pilots",
    "police troops firefighters prosecutors rebels protesters",
    "train plane ship car bus helicopter",
    "rocket missile satellite drone tank submarine",
    "school hospital hotel church mosque museum prison stadium factory airport",
    "city village province island region district",
    "house bridge road tower tunnel port",
    "earthquake flood fire storm drought landslide eruption",
    "brother father son daughter wife mother sister husband",
    "company bank university newspaper ministry parliament court",
    "company's bank's government's country's club's team's",
    "film book song play report letter speech",
    "oil gas coal rice sugar gold steel rubber",
    "food water medicine money weapons fuel clothing",
    "talks elections exercises sanctions protests celebrations negotiations",
    "agreement dispute contract treaty ceasefire proposal",
    "match race tournament season training",
    "coach player captain referee goalkeeper striker",
    "research trade defence education health tourism transport",
    "price profit debt salary tax budget loan",
    "prices profits debts salaries taxes exports wages",
    "heart brain liver lungs kidneys skin",
    "cancer malaria diabetes influenza tuberculosis",
    "bacteria virus fungus parasite insect",
    "killed injured arrested rescued kidnapped evacuated",
    "visited left attacked defended praised toured",
    "discussed signed rejected cancelled postponed celebrated",
    "announced cancelled denied proposed leaked",
    "buy sell build destroy repair rent",
    "discuss sign reject cancel postpone celebrate",
    "increase protect destroy replace measure copy",
    "help warn punish replace follow invite",
    "helped warned punished replaced followed invited",
    "political economic military scientific religious cultural medical",
    "local foreign regional private federal",
    "yellow red green blue white black",
    "day week month year decade",
    "days weeks months years decades hours",
    "hand head leg shoulder knee eye",
    "winter summer spring autumn",
    "friends enemies relatives colleagues neighbours",
    "victory defeat draw injury transfer",
    "launch test crash sale inspection",
    "launched tested destroyed sold inspected",
    "cooperation competition hostility rivalry",
)  # fmt: skip
"""Words of one kind: one for another gives a sentence as fluent and as near, and false."""

SAME = {
    "percent": "%,per cent", "%": "percent", "more than": "over",
    "because of": "due to,as a result of", "due to": "because of", "began": "started",
    "started": "began", "large": "big", "big": "large", "according to": "as reported by",
    "injured": "wounded,hurt", "wounded": "injured", "bought": "purchased", "helped": "assisted",
    "hundreds of": "several hundred", "showed": "indicated", "shows": "indicates",
    "at least": "no fewer than", "United States": "US,U.S.", "U.S.": "US", "United Nations": "UN",
    "European Union": "EU", "kilometers": "kilometres,km", "kilometres": "kilometers,km",
    "km": "kilometres", "meters": "metres", "around the world": "worldwide",
    "worldwide": "around the world", "country": "nation", "countries": "nations",
    "nations": "countries", "talks": "discussions", "troops": "soldiers", "soldiers": "troops",
    "several": "some", "important": "significant", "besides": "in addition to",
    "in addition to": "besides", "previously": "earlier", "almost": "nearly", "nearly": "almost",
    "quickly": "rapidly", "rapidly": "quickly", "currently": "now,at present", "needs": "requires",
    "requires": "needs", "take place": "be held", "took place": "was held", "company": "firm",
    "spokesman": "spokesperson", "obtained": "received", "agreement": "deal,accord",
    "deal": "agreement", "rose": "increased", "increased": "rose", "fell": "dropped",
    "declined": "dropped,fell", "asked": "requested", "tried": "attempted", "illness": "disease",
    "disease": "illness", "illegal": "unlawful", "enough": "sufficient", "often": "frequently",
    "so that": "in order that", "via": "through", "until": "till", "caused": "brought about",
    "stopped": "halted", "chance": "opportunity", "opportunity": "chance",
    "wants to": "would like to", "told reporters": "said to reporters", "noted": "pointed out",
    "added that": "also said that", "urged": "called on", "residents": "inhabitants",
    "huge": "enormous,very large", "buy": "purchase", "may": "might", "might": "may",
    "aims": "goals", "difficult": "hard", "very": "extremely", "usually": "normally",
    "however": "nevertheless", "therefore": "thus", "thus": "therefore", "in order to": "to",
    "a number of": "several", "various": "different", "method": "way", "methods": "ways",
    "researchers": "scientists", "scientists": "researchers",
}  # fmt: skip
"""What a true sentence may say with other words, separated by commas: it stays true."""

PASTS = dict(
    pair.split(":")
    for pair in (
        "accept:accepted accuse:accused agree:agreed announce:announced approve:approved "
        "arrest:arrested arrive:arrived ask:asked attack:attacked attend:attended ban:banned "
        "become:became begin:began bring:brought build:built buy:bought call:called carry:carried "
        "claim:claimed close:closed come:came condemn:condemned confirm:confirmed cut:cut "
        "deny:denied decide:decided defeat:defeated destroy:destroyed discuss:discussed "
        "end:ended enter:entered establish:established face:faced fall:fell find:found "
        "follow:followed force:forced get:got give:gave go:went help:helped hold:held "
        "include:included increase:increased invite:invited issue:issued join:joined kill:killed "
        "know:knew launch:launched lead:led leave:left lose:lost make:made meet:met move:moved "
        "offer:offered open:opened order:ordered pass:passed pay:paid plan:planned play:played "
        "provide:provided raise:raised reach:reached receive:received refuse:refused "
        "reject:rejected release:released return:returned rise:rose see:saw sell:sold send:sent "
        "show:showed sign:signed start:started stay:stayed stop:stopped strengthen:strengthened "
        "support:supported take:took test:tested try:tried urge:urged use:used visit:visited "
        "vote:voted want:wanted warn:warned weaken:weakened welcome:welcomed win:won work:worked"
    ).split()
)
"""Base form to past form."""
BASES = {past: base for base, past in PASTS.items()}

FUNCTION = frozenset(
    "a an the this that these those his her their its our your my to of in on at by for with from "
    "into as and or but will would can could may might must should has have had be been is are was "
    "were not no than more most very it he she they we i you who which where when while after "
    "before because if between during over under about against through until since so also such "
    "some any all both each other there out up down off only just then them him us me what how "
    "another several few now how here being do does did said says told saying say added adding "
    "according new last next first "
    "one two three many much same own per percent people".split()
)
"""Words that tell what class the next word is of, and that are never replaced."""

DAYPARTS = {
    "in the morning": ("in the afternoon", "at night", "in the evening", "at dawn"),
    "in the afternoon": ("in the morning", "at night", "at dawn"),
    "in the evening": ("in the morning", "at dawn"),
    "at night": ("in the morning", "at noon", "in the afternoon"),
    "day morning": ("day afternoon", "day night", "day evening"),
    "day afternoon": ("day morning", "day night"),
    "day evening": ("day morning",),
    "day night": ("day morning", "day afternoon"),
    "at noon": ("at midnight", "at dawn"),
    "yesterday": ("today", "tomorrow"),
    "tomorrow": ("yesterday", "today"),
    "last year": ("this year", "next year"),
    "this year": ("last year", "next year"),
    "next year": ("last year", "this year"),
    "last month": ("this month", "next month"),
    "next month": ("last month", "this month"),
    "last week": ("this week", "next week"),
    "next week": ("last week", "this week"),
    "this week": ("last week", "next week"),
}
"""Times and those that are never the same; "malam" is evening and night, "sore" is afternoon and
evening, and those are not put for each other."""
