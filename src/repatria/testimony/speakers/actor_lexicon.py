"""Who is known by name: states, organisations, media; the shapes of titles, ranks and names of persons."""

from __future__ import annotations

from repatria.testimony.dates.offices import OFFICES
from repatria.testimony.text.first_characters import compiled

# id, name, kind, pattern. Demonyms stand for the state ("North Korean officials").
KNOWN: tuple[tuple[str, str, str, str], ...] = (
    ("DPRK", "North Korea", "state", r"Democratic People[’']s Republic of Korea|North Koreans?(?: military)?|North Korea|DPRK|D\.P\.R\.K\.|(?:the|The) North(?=[’']s|\b(?! (?:and|Atlantic|Pacific|Sea|Carolina|Dakota|Side|Pole|of|American|Korea|Vietnam)))|hermit kingdom|Pyongyang|N\. Korean?|Kim[’']s regime"),
    ("ROK", "South Korea", "state", r"Republic of Korea|South Koreans?|South Korea|\bROK\b|S\. Korean?|Seoul"),
    ("US", "United States", "state", r"United States|U\.S\.A?\.?|\bUS\b|\bUSA\b|Americans?|Washington(?! Post| Times| Examiner|,? D\.?C)"),
    ("UN", "United Nations", "organisation", r"United Nations(?! Command| official| Security| forces)|U\.N\.(?! Command| Security| official)|\bUN\b(?! Command| Security| official)"),
    ("UNC", "United Nations Command", "organisation", r"United Nations Command|U\.N\. Command|\bUN Command|\bUNC\b|United Nations officials|U\.?N\.? officials"),
    ("UNSC", "UN Security Council", "organisation", r"(?:U\.?N\.? |United Nations )Security Council|Security Council"),
    ("DPAA", "Defense POW/MIA Accounting Agency", "organisation", r"Defense (?:POW|Prisoner of War)\s?/\s?(?:MIA|Missing in Action) Accounting Agency|\bDPAA\b"),
    ("JPAC", "Joint POW/MIA Accounting Command", "organisation", r"Joint POW/MIA Accounting Command|\bJPAC\b"),
    ("DPMO", "Defense POW/Missing Personnel Office", "organisation", r"Defense (?:POW|Prisoner of War)/Missing Personnel Office|\bDPMO\b"),
    ("CILHI", "Central Identification Laboratory", "organisation", r"(?:U\.S\. Army )?Central Identification Laboratory(?:,? Hawaii)?|\bCILHI\b"),
    ("AFDIL", "Armed Forces DNA Identification Laboratory", "organisation", r"Armed Forces DNA Identification Laboratory|\bAFDIL\b"),
    ("DOD", "US Department of Defense", "organisation", r"(?:U\.?S\.? )?Department of Defense|Defense Department|the Pentagon|The Pentagon|Pentagon|\bDoD\b|\bDOD\b"),
    ("STATE", "US Department of State", "organisation", r"(?:U\.?S\.? )?(?:State Department|Department of State)"),
    ("WHITE_HOUSE", "White House", "organisation", r"White House"),
    ("REAGAN_ADMINISTRATION", "Reagan administration", "organisation", r"Reagan [Aa]dministration"),
    ("CLINTON_ADMINISTRATION", "Clinton administration", "organisation", r"Clinton [Aa]dministration"),
    ("BUSH_ADMINISTRATION", "Bush administration", "organisation", r"Bush [Aa]dministration"),
    ("OBAMA_ADMINISTRATION", "Obama administration", "organisation", r"Obama [Aa]dministration"),
    ("TRUMP_ADMINISTRATION", "Trump administration", "organisation", r"Trump [Aa]dministration"),
    ("BIDEN_ADMINISTRATION", "Biden administration", "organisation", r"Biden [Aa]dministration"),
    ("SENATE_APPROPS", "Senate Appropriations Committee", "organisation", r"Senate Appropriations (?:Committee|Subcommittee|Committee subcommittee|panel)"),
    ("SENATE", "US Senate", "organisation", r"(?:U\.S\. )?Senate(?! Appropriations)(?: [A-Z]\w+){0,3}(?: Committee| Subcommittee)?"),
    ("HOUSE", "US House of Representatives", "organisation", r"House of Representatives|House(?: [A-Z]\w+){1,3} (?:Committee|Subcommittee)"),
    ("CONGRESS", "US Congress", "organisation", r"Congress(?!ional)\b|US lawmakers|U\.S\. lawmakers"),
    ("USARMY", "US Army", "organisation", r"(?:U\.?S\.? )Army(?! Cpl| Sgt| Pfc| Pvt| Maj| Lt| Capt| Col| Gen| Staff| Master)"),
    ("USNAVY", "US Navy", "organisation", r"(?:U\.?S\.? )Navy"),
    ("USAF", "US Air Force", "organisation", r"(?:U\.?S\.? )Air Force"),
    ("USMC", "US Marine Corps", "organisation", r"(?:U\.?S\.? )?Marine Corps"),
    ("USFK", "United States Forces Korea", "organisation", r"United States Forces Korea|U\.?S\.? Forces Korea|\bUSFK\b"),
    ("GAO", "Government Accountability Office", "organisation", r"Government Accountability Office|\bGAO\b"),
    ("VFW", "Veterans of Foreign Wars", "organisation", r"Veterans of Foreign Wars|\bVFW\b"),
    ("KPA", "Korean People's Army", "organisation", r"Korean People[’']s Army|\bKPA\b"),
    ("MND", "South Korean Ministry of National Defense", "organisation", r"(?:South Korea[’']s |South Korean |ROK )?(?:Ministry of National Defense|Defense Ministry)"),
    ("MAKRI", "MND Agency for KIA Recovery and Identification", "organisation", r"MND Agency for KIA Recovery & Identification|\bMAKRI\b"),
    ("ICRC", "International Committee of the Red Cross", "organisation", r"International Committee of the Red Cross|\bICRC\b"),
    ("REDCROSS", "Red Cross", "organisation", r"(?<!the )Red Cross|American Red Cross|Red Crescent"),
    ("ICMP", "International Commission on Missing Persons", "organisation", r"International Commission on Missing Persons|\bICMP\b"),
    ("INTERPOL", "Interpol", "organisation", r"Interpol|INTERPOL"),
    ("CHINA", "China", "state", r"People[’']s Republic of China|Chinese People[’']s Volunteers|\bCPV\b|\bPLA\b|China|Chinese|Beijing"),
    ("RUSSIA", "Russia", "state", r"Russian Federation|Russians?|Russia|Moscow|Soviet Union|Soviets?|\bUSSR\b|Kremlin"),
    ("JAPAN", "Japan", "state", r"Japanese|Japan(?! Times)|Tokyo"),
    ("VIETNAM", "Vietnam", "state", r"Socialist Republic of Vietnam|Vietnamese|Vietnam(?! War| [Vv]eterans)|Hanoi"),
    ("LAOS", "Laos", "state", r"Laotian|Laos|Lao(?=[ -])|Vientiane"),
    ("CAMBODIA", "Cambodia", "state", r"Cambodians?|Cambodia"),
    ("UK", "United Kingdom", "state", r"United Kingdom|U\.K\.|\bUK\b|British|Britain|Britons?|London"),
    ("FRANCE", "France", "state", r"French|France|Paris(?! Peace)"),
    ("GERMANY", "Germany", "state", r"Germans?|Germany|Berlin"),
    ("ITALY", "Italy", "state", r"Italians?|Italy|Rome"),
    ("SPAIN", "Spain", "state", r"Spanish(?! Civil War)|Spain|Spaniards?|Madrid"),
    ("FINLAND", "Finland", "state", r"Finnish|Finland|Finns?|Helsinki"),
    ("ARGENTINA", "Argentina", "state", r"Argentin(?:e|ian)s?|Argentina|Buenos Aires"),
    ("AUSTRALIA", "Australia", "state", r"Australians?|Australia|Canberra"),
    ("CANADA", "Canada", "state", r"Canadians?|Canada|Ottawa"),
    ("IRAQ", "Iraq", "state", r"Iraqis?|Iraq(?! War)|Baghdad"),
    ("IRAN", "Iran", "state", r"Iranians?|Iran(?![-–]Iraq)|Tehran"),
    ("KUWAIT", "Kuwait", "state", r"Kuwaitis?|Kuwait"),
    ("UKRAINE", "Ukraine", "state", r"Ukrainians?|Ukraine|Kyiv|Kiev"),
    ("BOSNIA", "Bosnia and Herzegovina", "state", r"Bosnia(?:n|ns| and Herzegovina)?|Sarajevo"),
    ("SERBIA", "Serbia", "state", r"Serbian?s?|Serbs?|Belgrade"),
    ("CROATIA", "Croatia", "state", r"Croatian?s?|Croats?|Zagreb"),
    ("TURKEY", "Turkey", "state", r"Turkish|Turkey|Ankara|Turks?"),
    ("INDONESIA", "Indonesia", "state", r"Indonesians?|Indonesia|Jakarta"),
    ("THAILAND", "Thailand", "state", r"Thailand|\bThai\b|Bangkok"),
    ("PHILIPPINES", "Philippines", "state", r"Philippines?|Filipinos?|Manila"),
    ("PAPUA", "Papua New Guinea", "state", r"Papua New Guinea"),
    ("CYPRUS", "Cyprus", "state", r"Cyprus|Cypriots?"),
    ("LEBANON", "Lebanon", "state", r"Lebanese|Lebanon"),
    ("NETHERLANDS", "Netherlands", "state", r"(?:the )?Netherlands|Dutch|The Hague|Amsterdam"),
    ("POLAND", "Poland", "state", r"Poland|Polish|Poles|Warsaw"),
    ("NORWAY", "Norway", "state", r"Norway|Norwegians?|Oslo"),
    ("BELGIUM", "Belgium", "state", r"Belgium|Belgians?|Brussels"),
    ("GREECE", "Greece", "state", r"Greece|Athens|Greeks?(?! Cypriots?)"),
    ("ISRAEL", "Israel", "state", r"Israel|Israelis?|Jerusalem"),
    ("SYRIA", "Syria", "state", r"Syria|Syrians?|Damascus"),
    ("EGYPT", "Egypt", "state", r"Egypt|Egyptians?|Cairo"),
    ("MEXICO", "Mexico", "state", r"Mexico(?! City)|Mexicans?"),
    ("COLOMBIA", "Colombia", "state", r"Colombia|Colombians?|Bogot[aá]"),
    ("GUATEMALA", "Guatemala", "state", r"Guatemala|Guatemalans?"),
    ("CHILE", "Chile", "state", r"Chile|Chileans?"),
    ("NEPAL", "Nepal", "state", r"Nepal|Nepal(?:is?|ese)|Kathmandu"),
    ("SRI_LANKA", "Sri Lanka", "state", r"Sri Lanka|Sri Lankans?|Colombo"),
    ("INDIA", "India", "state", r"India|Indians?|New Delhi|Delhi"),
    ("PAKISTAN", "Pakistan", "state", r"Pakistan|Pakistanis?|Islamabad"),
    ("KOSOVO", "Kosovo", "state", r"Kosovo|Kosovars?|Pristina"),
    ("HUNGARY", "Hungary", "state", r"Hungary|Hungarians?|Budapest"),
    ("ROMANIA", "Romania", "state", r"Romania|Romanians?|Bucharest"),
    ("ESTONIA", "Estonia", "state", r"Estonia|Estonians?|Tallinn"),
    ("LATVIA", "Latvia", "state", r"Latvia|Latvians?|Riga"),
    ("LITHUANIA", "Lithuania", "state", r"Lithuania|Lithuanians?|Vilnius"),
    ("NEW_ZEALAND", "New Zealand", "state", r"New Zealand(?:ers?)?|Wellington"),
    ("TAIWAN", "Taiwan", "state", r"Taiwan|Taiwanese|Taipei"),
    ("MALAYSIA", "Malaysia", "state", r"Malaysia|Malaysians?|Kuala Lumpur"),
    ("ARMENIA", "Armenia", "state", r"Armenia|Armenians?|Yerevan"),
    ("AZERBAIJAN", "Azerbaijan", "state", r"Azerbaijan|Azerbaijanis?|Baku"),
    ("RWANDA", "Rwanda", "state", r"Rwanda|Rwandans?|Kigali"),
    ("LIBYA", "Libya", "state", r"Libya|Libyans?|Tripoli"),
    ("PERU", "Peru", "state", r"Peruvians?|Peru\b"),
    ("VETS", "Veterans groups", "group", r"[Vv]eterans(?:[’'])? (?:groups|organi[sz]ations|advocates)"),
    ("FAMILIES", "families of the fallen", "group", r"families of the (?:fallen|missing)|[Ff]amily members"),
)  # fmt: skip
MEDIA: tuple[tuple[str, str, str], ...] = (
    ("REUTERS", "Reuters", r"Reuters"),
    ("AFP", "AFP", r"Agence[ -]France[- ]Presse|\bAFP\b"),
    ("AP", "Associated Press", r"(?:The )?Associated Press|\bAP\b"),
    ("YONHAP", "Yonhap News Agency", r"Yonhap(?: [Nn]ews(?: [Aa]gency)?)?"),
    ("BLOOMBERG", "Bloomberg", r"Bloomberg(?: News)?"),
    ("NYT", "The New York Times", r"(?:[Tt]he )?New York Times|\bNYT\b"),
    ("WAPO", "Washington Post", r"(?:[Tt]he )?Washington Post"),
    ("WSJ", "Wall Street Journal", r"(?:[Tt]he )?Wall Street Journal|\bWSJ\b"),
    ("STRIPES", "Stars and Stripes", r"Stars (?:and|&) Stripes"),
    ("MILITARY_TIMES", "Military Times", r"(?:Military|Army|Navy|Air Force|Marine Corps) Times"),
    ("CNN", "CNN", r"\bCNN\b"),
    ("BBC", "BBC", r"\bBBC(?: News)?\b"),
    ("NBC", "NBC News", r"\bNBC(?: News)?\b"),
    ("CBS", "CBS News", r"\bCBS(?: News)?\b"),
    ("ABC", "ABC News", r"\bABC(?: News)?\b"),
    ("FOX", "Fox News", r"Fox News"),
    ("NPR", "NPR", r"\bNPR\b|National Public Radio"),
    ("VOA", "Voice of America", r"Voice of America|\bVOA\b"),
    ("RFA", "Radio Free Asia", r"Radio Free Asia|\bRFA\b"),
    ("DW", "Deutsche Welle", r"Deutsche Welle|\bDW\b"),
    ("DPA", "dpa", r"\bdpa\b|\bDPA\b"),
    ("KYODO", "Kyodo News", r"Kyodo(?: News)?"),
    ("NHK", "NHK", r"\bNHK\b"),
    ("XINHUA", "Xinhua", r"Xinhua(?: News Agency)?"),
    ("TASS", "TASS", r"\bTASS\b"),
    ("SPUTNIK", "Sputnik", r"Sputnik(?: News)?"),
    ("INTERFAX", "Interfax", r"Interfax"),
    ("KCNA", "KCNA", r"Korean Central News Agency|\bKCNA\b"),
    ("GUARDIAN", "The Guardian", r"[Tt]he Guardian"),
    ("NKNEWS", "NK News", r"NK News"),
    ("USATODAY", "USA Today", r"USA T(?:oday|ODAY)"),
    ("ALJAZEERA", "Al Jazeera", r"Al[- ]Jazeera"),
    ("CHOSUN", "Chosun Ilbo", r"Chosun Ilbo"),
    ("HANKYOREH", "Hankyoreh", r"(?:[Tt]he )?Hankyoreh"),
)  # fmt: skip
MEDIA_SHAPE = (
    r"(?:[Tt]he )?(?:[A-Z][\w’'-]+ ){1,3}(?:Times|Post|Herald|Tribune|Gazette|Courier|Chronicle|Daily(?: News)?|Journal|Observer|Telegraph|Mail|Ilbo|Shimbun|"
    r"News Agency|News|Radio|Broadcasting|Dispatch|Register|Sentinel|Star|Examiner|Advertiser|Press Agency)\b"
)
_RANK = (
    r"(?:(?:1st|2nd|First|Second) Lt\.|(?:Lt|Lieut)\. ?(?:Col|Gen|Cmdr|Comdr)\.|(?:Brig|Maj)\. Gen\.|(?:Rear|Vice) Adm(?:\.|iral)|(?:Sgt|Staff Sgt|Master Sgt|Tech\. Sgt)\.|Sgt\. (?:1st|First) Class|"
    r"(?:Lieutenant|Major|Brigadier) (?:Colonel|General)|Lt Col|Lt Gen|Maj Gen|Flt Lt|Sqn Ldr|Wg Cdr|Flight Sergeant|Flying Officer|Pilot Officer|Petty Officer|Warrant Officer|Able Seaman|Lance Corporal|Wing Commander|Commodore|Air (?:Vice[- ])?Marshal|Air Commodore|Field Marshal|Rear[- ]Admiral|Vice[- ]Admiral|Squadron Leader|Flight Lieutenant|Group Captain|L/Cpl|Pte\.?|Gnr\.?|Lieut\.?|Corp\.?|Sergt\.?|Comdr\.?|Cdr\.?|Fus\.?|Rfn\.?|Spr\.?|Tpr\.?|Sgt\.?|Gen\.?|Col\.?|Maj\.?|Capt\.?|Lt\.?|Cmdr\.?|Adm\.?|Cpl\.?|Pfc\.?|Pvt\.?|Spc\.?|General|Colonel|Major|Captain|Lieutenant|Commander|Admiral|Sergeant|Corporal|Private|Brigadier)"
)
_TITLE = (
    r"(?:Vice President|President|Prime Minister|Secretary of (?:State|Defense)|Defense Secretary|Secretary[- ]General|Foreign Minister|Defen[cs]e Minister|Unification Minister|Ambassador|Secretary|"
    r"Assistant Secretary|Undersecretary|Under Secretary|Special Representative|Special Envoy|Police General|Minister|Director|Chairman|Chairwoman|Senator|Sen\.|Sir|Lord|Lady|Dame|Baroness|Baron|Archbishop|Bishop|Cardinal|Sister|Father|Brother|Representative|Rep\.|Governor|Gov\.|Congressman|Congresswoman|Judge|Professor|Prof\.|Dr\.?|Doctor|Mr\.?|Mrs\.?|Ms\.?|Miss|Rev\.|"
    r"Chancellor|King|Queen|Pope|MP|MEP|MSP|Cllr\.?|Councillor|Alderman|Canon|Rabbi|Imam|Sheikh|Señora?|Don|Doña|Madame|Monsieur|Herr|Frau|Commissioner|Deputy|Superintendent|Inspector|Mayor|Sheriff|Detective|leader|Leader|spokesman|spokeswoman|spokesperson|historian|anthropologist|archaeologist|negotiator|envoy|analyst|researcher)"
)
FIRST_NAMES = (
    "James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George "
    "Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis "
    "Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Carl Keith Roger Gerald Lawrence Sean Christian Albert Joe Bill Mike Jim Bob Tom Dan Matt "
    "Steve Chris Dave Rick Ken Ron Greg Tim Ed Phil Ray Fred Ralph Roy Louis Russell Howard Eugene Philip Harry Ted Barack Hillary Colin Rex Kelly Rick Rob Ben Sam Max Leo Kofi Antonio "
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Betty Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie "
    "Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine Maria Heather Diane Ruth "
    "Julie Olivia Joyce Virginia Victoria Kate Jane Alice Ann Anne Ellen Heather Jill Joan Judith Marie Martha Sophia Vladimir Sergei Ivan Dmitry Igor Pierre Jean Hans Klaus Juan Carlos Pedro Ana "
    "Ahmed Mohammed Ali Hassan Fatima Amir Emir Mirza Ivana Milan Nikola Eero Aino Matti Liisa Hiroshi Kenji Yuki Nguyen Tran "
    "Randall Leroy Lloyd Clarence Herbert Wesley Leonard Norman Marvin Melvin Glenn Vernon Clifford Chester Leslie Floyd Gordon Milton Elmer Earl Willie Francis Stanley Alvin "
    "Bernard Curtis Theodore Clyde Warren Dale Wayne Lester Herman Bobby Billy Jimmy Johnny Tommy Danny Jerome Rodney Terry Craig Todd Chad Travis Dustin Derek "
    "Cory Shane Marcus Troy Calvin Alan Allen Alex Duane Dwight Edwin Ernest Everett Garrett Gilbert Harvey Homer Hugh Irving Jay Jeremiah Jon Julian Karl "
    "Kirk Leland Lewis Logan Lucas Luis Luke Manuel Mario Martin Maurice Micah Mitchell Morris Neil Nelson Oliver Oscar Otis Owen Perry Preston Randy Reginald "
    "Rhett Roberto Roland Ross Roscoe Rudolph Rufus Salvador Sidney Simon Spencer Stuart Sylvester Tony Tyrone Victor Vincent Virgil Wallace Wendell Wilbur Willard Woodrow Ruby "
    "Gladys Mildred Frances Evelyn Doris Edna Thelma Marjorie Ethel Lois Norma Bernice Gloria Lillian Phyllis Beverly Judy Peggy Rita Wanda Connie Carla Becky Cathy "
    "Cheryl Cindy Claire Clara Colleen Dana Darlene Delores Denise Dolores Doreen Edith Eileen Elaine Eleanor Ella Eloise Erica Erin Eva Fay Faye Fern Florence "
    "Gail Gayle Geraldine Gretchen Hannah Harriet Hazel Heidi Holly Ida Ilene Irene Iris Jackie Jacqueline Jamie Jan Jeanette Jeanne Jenna Jenny Jo Joann Jodi "
    "Josephine Juanita Kara Kathryn Kathy Kay Kristen Kristin Leah Leona Lorraine Louise Lucille Lucy Lydia Lynn Mabel Marcia Marian Marilyn Marlene Marsha Megan Melanie "
    "Mindy Miriam Molly Monica Naomi Nina Nora Paige Pam Patsy Paula Pauline Priscilla Regina Rena Rhonda Roberta Robin Rosalie Rosemary Roxanne Sally Sara Sheila "
    "Shelly Sherry Stacy Stella Sue Sylvia Tammy Tanya Tara Teresa Theresa Tina Tracy Valerie Vanessa Vera Vicki Vivian Wendy Wilma Yvonne Zoe Chuck Hal "
    "Hank Ian Jake Jeff Josh Ned Nick Pete Russ Stan Vince Walt Abraham Alfred Angelo Arthur Bruce Byron Cecil Clayton Clinton Darrell Darren Dominic "
    "Donnie Doug Dylan Elijah Elliott Emil Emmett Enrique Eduardo Fernando Francisco Franklin Freddie Gabriel Geoffrey Hector Hubert Ira Isaac Jesse Joel Joaquin Jorge Julio "
    "Leon Lonnie Loren Lyle Mack Malcolm Miguel Moses Murray Noah Norbert Orville Pablo Percy Rafael Ramon Raul Rene Ricardo Rocco Rolando Ruben Seth Taylor "
    "Terrance Toby Trevor Wes Xavier Stephane Yuri Boris Mikhail Nikolai Olga Elena Natalia Svetlana Andrei Alexei Pavel Rose Grace Pearl Dawn Dean Lee Don "
    "Pat Marshall "
).split()
# No name is a rank or a title that stands before one: "As Gen. Smith", "Assistant Secretary Randall Schriver".
_NO_TITLE = (
    r"(?!(?:Jr|Sr|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Pfc|Pvt|Spc|Adm|Cmdr|Brig|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Prof|Rev|Hon)\b"
    r"|(?:Secretary|President|Minister|Director|General|Colonel|Captain|Major|Sergeant|Corporal|Private|Admiral|Ambassador|Chairman|Senator|Governor|Representative|Spokes(?:man|woman)|Chief)\s+[A-Z])"
)
_NAME = (
    _NO_TITLE
    + r"(?:[A-ZÀ-ÖØ-ÞĀ-ſ][a-zß-öø-ÿā-ſ]+(?:[’'][A-Z][a-z]+)?(?:-[A-ZÀ-ÖØ-ÞĀ-ſ]?[a-zß-öø-ÿā-ſ]+)?|[A-Z][a-z]?[A-Z][a-z]+|Mc[A-Z][a-z]+|O[’'][A-Z][a-z]+|Mac[A-Z][a-z]+)"
)
_INITIAL = r"[A-Z]\.?(?![a-z])"
_NICK = r"(?:[“\"‘'(][A-Z][\w.' -]{1,16}[”\"’')])"  # Eugene “Gene” Hasbrouck
_FULL = rf"(?:[A-Z]\.\s+(?=[A-Z][a-z]+ [A-Z]))?(?:{_NAME})(?:\s+(?:{_INITIAL}|de|van|von|der|den|ten|ter|da|dos|du|la|di|del|bin|al|af|av|zu|Ó|Ní|Mac|{_NICK}(?=\s+[A-Z])|(?:{_NAME}))){{1,3}}(?:,? (?:Jr|Sr)\.)?"
# "Dr. van Houten": a name that begins with its particle is known by the title before it.
_PARTICLE_FIRST = rf"(?:(?<=[DM]r\. )|(?<=M[rs]s\. )|(?<=Ms\. )|(?<=Prof\. )|(?<=Col\. )|(?<=Gen\. )|(?<=Capt\. )|(?<=Lt\. )|(?<=Sgt\. )|(?<=Judge ))(?:van|von|de|den|di|du|da|del|della|al|bin|el|ter|ten)(?:\s(?:der|den|de|la|los))?\s+{_NAME}"
TITLED = compiled(
    rf"(?=[A-Z12]|leader|spokes|historian|anthropologist|archaeologist|negotiator|envoy|analyst|researcher)(?P<rank>(?:{_RANK}\s+){{0,3}})(?P<title>(?:{_TITLE}\s+){{0,3}})(?P<rank2>(?:{_RANK}\s+){{0,2}})(?P<name>{_FULL}|{_NAME}|{_PARTICLE_FIRST})(?![\w])"
)
KOREAN = compiled(
    r"\b(?:Kim|Lee|Ri|Rhee|Park|Pak|Choi|Choe|Moon|Yoon|Roh|Song|Cho|Jang|Kang|Chung|Han|An|Ahn|No|Paek|Baek|So|Suh)\s[A-Z][a-z]+(?:-[A-Za-z][a-z]+|\s[A-Z][a-z]+|\s(?:un|il|in|sung)(?=\W))?\b"
)
# Office-holders whose surname alone is enough; surnames that are also common words or names are left out.
STATESMEN = {office.surname for office in OFFICES if office.alone}
CAPITALISED = compiled(r"(?<![\w-])[A-ZÀ-ÖØ-ÞĀ-ſ][\w]*(?:['’-][A-Z]\w*)*(?![\w-])")
# A surname alone that speaks: after a quotation, or before the verb at the head of a sentence, or with an age.
SPEAKING_NAME = compiled(
    r"(?:(?<=[”\",]\s)|(?<=[.!?]\s)|(?<=[.!?][”\"]\s)|\A)(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?<!s))(?:\s+(?:said|says|told|added|adds|recalled|recalls|was quoted|is quoted|noted|explained|warned|cautioned|insisted|replied|argued|wrote|testified)\b|,\s+(?:now\s+)?\d\d,)"
    r"|[”\",]\s+(?:said|says|added|replied|recalled|asked)\s+(?P<after>[A-Z][a-z]+(?<!s))(?=[.,;])"
)
NOT_NAMES = frozenset(
    "The A An In On At By For From With Of And But Or If As To It He She They We This That These Those There Their His Her Its Our Last Next Some Other Many More Most All Both One Two "
    "Korea Korean Koreas Peninsula War Wars World America American States United Nations Army Navy Force Forces Marine Marines Corps Air Joint Base Field Pearl Harbor House White Senate Congress "
    "Department Agency Command Committee Council Ministry Office Division Regiment Battalion Infantry Cavalry Artillery Company Camp Island River Valley Reservoir Lake Mount Province County City "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Memorial Day Veterans Affairs Foreign Central "
    "North South East West Northern Southern Eastern Western Singapore Hawaii Seoul Pyongyang Hanoi Washington Democratic Republic People Security General Secretary State Defense President Prime "
    "Minister Vice Operation Glory Honor Guard Great Supreme Demilitarized Zone Stars Stripes News Times Post Press Association League Foundation Legion Museum Cemetery Laboratory University "
    "Institute School Street Road Avenue Party Union Treaty Agreement Declaration Statement Conference Summit Fact Sheet Purple Heart Bronze Silver Star Missing Chinese Japanese Vietnamese Russian "
    "Soviet British French German Under Over After Before Since While When Where What Who How Why Not No Yes Chosin Unsan Days According Of You I Everyone Someone Nobody None Others Several Each Col Gen Lt Sgt Maj Capt Cpl Pfc Dr Mr Mrs Ms Adm Sen Rep Gov Prof Rev Congress Parliament Army Police Media People Government Witness Villager Nothing Something Township Borough Parish Fort Port Cape Saint San Santa New Los Las El Funeral Home Square Station Airport Plot Chairman Chairwoman Director Manager Editor Sheriff".split()
)
TITLE_WORDS = frozenset(
    "President Minister Secretary General Director Chairman Senator Governor Judge Chancellor Commissioner Deputy".split()
)
# An organisation that no list holds, by the shape of its name: "Missing Persons Institute of Bosnia and Herzegovina".
BODY = compiled(
    r"(?<![\w-])(?:[A-Z][\w'’&-]*\s(?:(?:of|for|on|and)\s(?:the\s)?)?){0,5}?"
    r"(?:Institute|Commission|Committee|Subcommittee|Ministry|Agency|Bureau|Foundation|Council|Cent(?:er|re)|Association|Authority|Tribunal|Society|Directorate|Secretariat|League|Coalition|Legion|Alliance|Working Group|Task Force|International|Watch|Trust|Union|Federation|Network|Fund|Registry|Museum)\b"
    r"(?:\s(?:of|for|on|against)\s(?:the\s)?[A-Z][\w'’-]*(?:\s(?:(?:and|of)\s)?[A-Z][\w'’-]*){0,4})?"
)
NOT_BODIES = frozenset(
    "The This That In At On From By Of For An A Each Every Another Its Their His Her Our Your My And But".split()
)
# Nouns of persons who do something end so, but these do not name persons.
AGENT = (
    r"(?!(?:disaster|former|number|winter|summer|river|other|another|under|over|letter|order|center|water|weather|paper|newspaper|chapter|matter|power|border|cluster|register|later|after|ever|never|rather|"
    r"either|whether|together|minor|major|senior|junior|labor|harbor|honor|error|terror|mirror|factor|sector|corridor|motor|tractor|reactor|important|significant|relevant|distant|constant|instant|vacant|"
    r"quarter|proper|silver|copper|bitter|better|greater|larger|smaller|older|younger|earlier|easier|upper|lower|outer|inner|bomber|carrier|trawler|steamer|helicopter|cruiser|destroyer|freighter|tanker|"
    r"for|or|nor|human|woman-made|civilian|indian|remember|september|october|november|december|rubber|timber|pepper|leather|feather|cover|crater|shelter|trailer|container|laser|radar)\b)"
)
