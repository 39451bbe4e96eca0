"""Which meanings, standing together in a clause, tell which kind of event, and how much (frames: Fillmore 1982)."""

from __future__ import annotations

# kind -> features: a meaning alone ("bury") or several that must all stand in the clause ("give remains"), and its weight.
# "PLACE" is a name after "to" or "from", "IN" one after "in"; "PERSON" and "STATE" (or another body) are who is named; "NOT" a denial, "missed" and "unheld" a denial just before a word of
# coming or of taking place.
FRAMES: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    ("burial", (("clergy", 2), ("grave", 2), ("bury", 4), ("lay ground", 4), ("lay grave", 2), ("lay kin ground", 2), ("receive grave", 2), ("clergy grave", 2), ("clergy remains", 2), ("clergy ground", 2), ("remains ground", 1), ("kin ground", 1))),
    ("disinterment", (("disinter", 3), ("disinter grave", 1), ("disinter unknowns", 2), ("open coffin", 4), ("open unknowns", 4), ("disinter coffin", 2), ("open grave", 3))),
    ("excavation", (("search", 2), ("find", 1), ("site", 1), ("dig", 3), ("dig site", 2), ("search site", 4), ("find remains", 4), ("find wreckage", 4), ("search find", 3), ("remains site", 2), ("dig remains", 1), ("clear site", 4), ("open grave", 3), ("search begin", 2), ("dig begin", 2), ("open site", 2), ("search wreckage", 3))),
    ("identification", (("laboratory", 3), ("identify", 4), ("name laboratory", 4), ("close case laboratory", 4), ("identify kin", 1), ("identify remains", 1), ("identify PERSON", 1), ("name remains", 3), ("close laboratory", 3), ("laboratory kin", 2), ("identify laboratory", 2), ("close case", 1), ("laboratory remains", 2))),
    ("hand_over", (("remains", 1), ("give", 1), ("hand_over", 4), ("give remains", 4), ("receive remains", 3), ("exchange remains", 4), ("arrive remains", 4), ("carry remains", 4), ("travel remains", 4), ("arrive home", 2), ("arrive sets", 2), ("carry sets", 1), ("receive sets", 2), ("give kin", 3), ("arrive sets home", 1), ("arrive remains PLACE", 1), ("carry remains PLACE", 1), ("remains home", 2), ("remains kin", 2), ("give belongings", 4), ("receive belongings", 3), ("exchange sets", 4), ("give sets", 3), ("give sets STATE", 1), ("carry remains home", 1), ("arrive remains home", 1))),
    ("repatriation_ceremony", (("ceremony", 4), ("honour remains", 2), ("honour home", 1), ("honour monument", 2), ("erect monument", 4), ("hand_over honour", 1))),
    ("logistics", (("vehicle", 1), ("carry", 1), ("equipment", 1), ("cargo", 3), ("carry equipment", 4), ("vehicle equipment", 2), ("carry remains", 4), ("travel remains", 3), ("vehicle remains", 2), ("carry vehicle", 3), ("arrive vehicle equipment", 3), ("arrive vehicle", 1), ("carry cargo", 1))),
    ("talks", (("official", 1), ("meet", 1), ("official STATE", 1), ("talk", 4), ("meet official", 4), ("meet STATE", 3), ("talk official", 1), ("meet PERSON", 2), ("meet leader", 2), ("meet traveller", 1))),
    ("summit", (("summit", 4), ("meet leader", 3), ("meet leader leader", 2), ("talk leader", 2), ("talk leader leader", 2), ("leader STATE", 1))),
    ("agreement", (("agree", 4), ("sign accord", 4), ("agree STATE", 1), ("agree official", 1), ("sign agree", 2), ("sign STATE", 1), ("sign official", 1))),
    ("visit", (("travel", 1), ("visit", 4), ("travel PLACE traveller", 3), ("travel PLACE official", 3), ("travel PLACE PERSON", 3), ("travel PLACE kin", 3), ("stay IN traveller", 4), ("stay IN official", 4), ("stay IN PERSON", 4), ("travel PLACE", 1), ("travel official", 1))),
    ("call", (("telephone", 4),)),
    ("hotline_cut", (("line cut", 4), ("telephone cut", 4), ("line cut STATE", 1))),
    ("hotline_restored", (("line restore", 4),)),
    ("letter", (("write", 2), ("write kin", 2), ("write official", 2), ("write PERSON", 2), ("write STATE", 1), ("write home", 2), ("letter", 3), ("letter post", 2), ("letter official", 1), ("letter leader", 1), ("letter kin", 1), ("letter PERSON", 1), ("letter STATE", 1))),
    ("publication", (("document", 1), ("release", 1), ("publish", 4), ("release document", 4), ("document medium", 2), ("publish document", 1))),
    ("statement", (("say", 1), ("medium", 2), ("statement", 3), ("say official", 3), ("say leader", 3), ("say medium", 4), ("say PERSON", 2), ("say STATE", 2), ("say forum", 4), ("say kin", 3), ("statement official", 1), ("statement STATE", 1), ("statement leader", 1), ("statement medium", 1), ("statement PERSON", 1))),
    ("testimony", (("forum", 2), ("testify", 4), ("heard forum", 4), ("testify forum", 1), ("testify heard", 1))),
    ("operation_halted", (("stop work", 4), ("stop site", 4), ("none work", 2), ("none work stop", 1))),
    ("operation_suspended", (("pause work", 5), ("pause site", 4), ("pause none", 2), ("none work", 1))),
    ("cancelled", (("cancel arranged", 4), ("cancel work", 3), ("unheld", 2), ("unheld arranged", 2), ("unfulfilled", 4))),
    ("postponed", (("delay arranged", 4), ("delay work", 4), ("delay begin", 3))),
    ("rescheduled", (("rearrange", 3), ("rearrange arranged", 2))),
    ("no_show", (("absent", 4), ("missed", 3), ("missed official", 2), ("missed STATE", 2), ("missed arranged", 2), ("empty chair", 4), ("wait empty", 3))),
    ("loss", (("lost", 4), ("lost unit", 1))),
    ("wartime_loss", (("unit", 2), ("hit", 1), ("troops", 1), ("battle", 1), ("hit unit", 4), ("hit battle", 4), ("gone", 4), ("gone unit", 1), ("missed unit", 4))),
    ("disaster", (("force", 1), ("collapse", 1), ("structure", 1), ("toll", 1), ("disaster", 4), ("collapse structure", 4), ("collapse force", 3), ("collapse toll", 2), ("force toll", 4), ("lost toll", 2), ("disaster toll", 1), ("structure toll", 1))),
    ("joint_recovery_operations", (("joint work", 4), ("joint search", 4), ("joint dig", 4))),
    ("planned_operation", (("arrive work", 2), ("open site", 2), ("open grave", 3), ("work", 2), ("dig", 2), ("search", 2), ("work begin", 2), ("work PLACE", 1), ("work site", 2), ("carry work", 2))),
    ("scheduled_meeting", (("arranged", 4), ("meet", 2), ("arranged official", 1), ("arranged kin", 1), ("meet official", 2), ("arranged begin", 1))),
    ("war", (("invade troops", 4), ("war begin", 4), ("invade war", 3))),
    ("armistice", (("armistice", 4), ("guns silent", 4), ("peace sign", 4))),
)  # fmt: skip
