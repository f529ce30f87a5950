"""Emoji written by their names, ``:rocket:``, as GitHub, Material and others read them."""

import re
import unicodedata

from triptych.dialects import scanner

_IRREGULAR = """
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|100 💯|1234 🔢|heart ❤️|smile 😄|smiley 😃|grin 😁
laughing 😆|satisfied 😆|joy 😂|rofl 🤣|wink 😉|blush 😊|upside_down_face 🙃|relaxed ☺️
sunglasses 😎|heart_eyes 😍|kissing_heart 😘|cry 😢|sob 😭|scream 😱|rage 😡|sweat_smile 😅
sweat 😓|zzz 💤|innocent 😇|yum 😋|hugs 🤗|partying_face 🥳|exploding_head 🤯|facepalm 🤦
man_shrugging 🤷‍♂️|woman_shrugging 🤷‍♀️|raised_hands 🙌|pray 🙏|clap 👏|wave 👋|muscle 💪
point_up ☝️|point_up_2 👆|point_down 👇|point_left 👈|point_right 👉|v ✌️|hand ✋
raising_hand 🙋|man_raising_hand 🙋‍♂️|woman_raising_hand 🙋‍♀️|fist ✊|facepunch 👊
punch 👊|writing_hand ✍️|eye 👁️|boom 💥|star ⭐|star2 🌟|zap ⚡|sunny ☀️|cloud ☁️
snowflake ❄️|umbrella ☔|ocean 🌊|earth_africa 🌍|earth_americas 🌎|earth_asia 🌏
white_check_mark ✅|heavy_check_mark ✔️|check_mark ✔️|ballot_box_with_check ☑️|x ❌
heavy_multiplication_x ✖️|warning ⚠️|prohibited 🚫|stop_sign 🛑|exclamation ❗
question ❓|grey_question ❔|grey_exclamation ❕|bangbang ‼️|interrobang ⁉️
information_source ℹ️|bulb 💡|pencil 📝|pencil2 ✏️|book 📖|label 🏷️|scissors ✂️|date 📅
mag 🔍|mag_right 🔎|unlock 🔓|hammer_and_wrench 🛠️|tools 🛠️|gear ⚙️|computer 💻|laptop 💻
desktop_computer 🖥️|keyboard ⌨️|iphone 📱|phone ☎️|telephone ☎️|email 📧|envelope ✉️
e-mail 📧|mailbox 📫|no_bell 🔕|mega 📣|loudspeaker 📢|art 🎨|notes 🎶|tv 📺|gift 🎁|tada 🎉
birthday 🎂|medal_sports 🏅|1st_place_medal 🥇|2nd_place_medal 🥈|3rd_place_medal 🥉
dart 🎯|checkered_flag 🏁|airplane ✈️|car 🚗|red_car 🚗|bike 🚲|house 🏠|office 🏢|bee 🐝
beetle 🐞|cat 🐱|dog 🐶|whale 🐳|octocat 🐙|coffee ☕|tea 🍵|beer 🍺|beers 🍻|pizza 🍕|apple 🍎
cake 🍰|hourglass ⌛|hourglass_flowing_sand ⏳|watch ⌚|alarm_clock ⏰|stopwatch ⏱️
timer_clock ⏲️|recycle ♻️|infinity ♾️|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️
arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrow_lower_left ↙️
arrow_upper_left ↖️|arrows_counterclockwise 🔄|arrow_forward ▶️|arrow_backward ◀️
back 🔙|soon 🔜|top 🔝|new 🆕|free 🆓|ok 🆗|sos 🆘|up 🆙|cool 🆒|red_circle 🔴|blue_circle 🔵
green_circle 🟢|yellow_circle 🟡|orange_circle 🟠|white_circle ⚪|black_circle ⚫
black_large_square ⬛|white_large_square ⬜|green_square 🟩|red_square 🟥|copyright ©️
registered ®️|tm ™️|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣
eight 8️⃣|nine 9️⃣|zero 0️⃣|shield 🛡️|alien 👽|poop 💩|hankey 💩|see_no_evil 🙈
hear_no_evil 🙉|speak_no_evil 🙊|wastebasket 🗑️|card_file_box 🗃️|file_cabinet 🗄️
spiral_notepad 🗒️|moneybag 💰|dollar 💵|gem 💎|mortar_board 🎓|rotating_light 🚨
traffic_light 🚥|us 🇺🇸|uk 🇬🇧|gb 🇬🇧|de 🇩🇪|fr 🇫🇷|es 🇪🇸|it 🇮🇹|jp 🇯🇵|cn 🇨🇳|kr 🇰🇷|ru 🇷🇺
ukraine 🇺🇦
"""
_NAMES = {
    name: sign
    for line in _IRREGULAR.strip().splitlines()
    for name, _, sign in (pair.partition(" ") for pair in line.split("|"))
}
"""Emoji whose names are not those of their characters; the others are looked up in Unicode's names."""

_SHORTCODE = re.compile(r"(?<![\w:]):(?P<name>[+-]?[a-z0-9][a-z0-9_+-]{0,40}):(?![\w:])")


def shortcodes(text: str) -> str:
    """Return a text with known names of emoji as the emoji; what is none stays as typed."""
    return scanner.substitute(text, _SHORTCODE, lambda found: sign(found["name"]))


def sign(name: str) -> str | None:
    """Return the emoji of a name; None when it is none: ``sign("rocket")`` is ``🚀``."""
    if name in _NAMES:
        return _NAMES[name]
    words = name.replace("_", " ").replace("-", " ").upper()
    for each in (words, f"{words} FACE", f"{words} SIGN", f"{words} SYMBOL"):
        try:
            found = unicodedata.lookup(each)
        except KeyError:
            continue
        if found >= "\U0001f300" or "\u2600" <= found <= "\u27bf":
            return found
    return None
