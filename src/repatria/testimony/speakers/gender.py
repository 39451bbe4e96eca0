"""Whether a person named in a text may be meant by "he" or "she": by title, rank and first name."""

from __future__ import annotations

import re

from repatria.testimony.speakers.actor_lexicon import FIRST_NAMES
from repatria.testimony.text.first_characters import compiled

_FEMALE = frozenset(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Betty Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie "
    "Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine Maria Heather Diane Ruth Julie "
    "Olivia Joyce Virginia Victoria Kate Jane Alice Ann Anne Ellen Jill Joan Judith Marie Martha Sophia Ana Fatima Ivana Aino Liisa Yuki Gladys Mildred Frances Evelyn Doris Edna Thelma Marjorie "
    "Ethel Lois Norma Bernice Gloria Lillian Phyllis Beverly Judy Peggy Rita Wanda Connie Carla Becky Cathy Cheryl Cindy Claire Clara Colleen Dana Darlene Delores Denise Dolores Doreen Edith Eileen "
    "Elaine Eleanor Ella Eloise Erica Erin Eva Fay Faye Fern Florence Gail Gayle Geraldine Gretchen Hannah Harriet Hazel Heidi Holly Ida Ilene Irene Iris Jackie Jacqueline Jeanette Jeanne Jenna Jenny "
    "Jo Joann Jodi Josephine Juanita Kara Kathryn Kathy Kay Kristen Kristin Leah Leona Lorraine Louise Lucille Lucy Lydia Lynn Mabel Marcia Marian Marilyn Marlene Marsha Megan Melanie Mindy Miriam "
    "Molly Monica Naomi Nina Nora Paige Pam Patsy Paula Pauline Priscilla Regina Rena Rhonda Roberta Rosalie Rosemary Roxanne Sally Sara Sheila Shelly Sherry Stacy Stella Sue Sylvia Tammy Tanya Tara "
    "Teresa Theresa Tina Tracy Valerie Vanessa Vera Vicki Vivian Wendy Wilma Yvonne Zoe Olga Elena Natalia Svetlana Rose Grace Pearl Dawn Oksana Oxana Iryna Irina Tatiana Ludmila Larisa Galina Nadia "
    "Amina Aisha Leila Layla Zainab Mariam Nadia Rania Ingrid Astrid Sigrid Anneke Ilse Greta Helga Ursula Renate Monika Petra Katrin Anke Francesca Giulia Chiara Lucia Rosa Carmen Pilar Dolores Ines "
    "Beatriz Mariana Gabriela Isabel Sofia Marta Arlene Lucinda Constance Charlotte Agnes Agatha Winifred Nell Nellie Bridget Maeve Siobhan Aoife Fiona Moira Imogen Phoebe Daphne Amelia Penelope "
    "Oksana Hanna Halyna Yulia Anastasia Ekaterina Marina Sanja Jelena Dragana Vesna Nerma Amra Jasmina Azra Merima Senada Fadila Hatidza Munira Mei Ling Min-ji Hye-jin Eun-ji Seo-yeon Yoko Keiko Akiko".split()
)
_MALE = (
    frozenset(FIRST_NAMES)
    - _FEMALE
    - frozenset(
        "Kelly Leslie Terry Dale Lee Pat Robin Jan Jamie Taylor Sidney Shelby Chris Sam Alex Kim Nguyen Tran Jean Yuki Marion Francis Hilary Lynn Dana Tracy Stacy Casey".split()
    )
)
_WOMAN = compiled(r"\b(?:Mrs|Ms|Miss|Dame|Lady|Queen|Baroness|Sister)\b")
_MAN = compiled(r"\b(?:Mr|Sir|Lord|King|Father|Brother|Fr)\b")
# What persons without a name are called.
_HERS = compiled(
    r"\b(?:wife|widow|sister|mother|daughter|niece|aunt|granddaughter|grandmother|woman|girl|\w+woman|nurse|nun|bride)\b",
    re.I,
)
_HIS = compiled(
    r"\b(?:husband|widower|brother|father|son|nephew|uncle|grandson|grandfather|man|boy|(?:fisher|police|spokes|chair|clergy|fire|states|sales)man|priest|monk)\b",
    re.I,
)


def may_be(name: str, title: str, pronoun: str) -> bool:
    """Whether "he" or "she" may stand for the one named; title: the words before the name."""
    if pronoun not in ("he", "she"):
        return True
    words = re.findall(r"[A-Z][\w'-]+", name)
    female = bool(_WOMAN.search(title)) or any(word in _FEMALE for word in words[:-1] or words)
    male = bool(_MAN.search(title)) or any(word in _MALE for word in words[:-1] or words)
    if not words or not (female or male):
        female, male = female or bool(_HERS.search(name)), male or bool(_HIS.search(name))
    return not (male and not female) if pronoun == "she" else not (female and not male)
