"""An article in each bundled theme but the default one, of scripts that others are not of."""

from collections.abc import Iterator

from pressing import Once, Pressed
from triptych.theme.find import built_in_folder

THEMES = sorted(path.name for path in built_in_folder().iterdir() if path.name != "printfriendly")
URDU = """---
title: صفحہ دائیں سے بائیں
date: 2025-01-01
lang: ur
author:
  - {name: مصنف, organisation: ادارہ}
  - {name: دوسرا, organisation: دوسرا ادارہ}
standfirst: مختصر خلاصہ۔
tags: [اردو, صفحہ]
identifier: 10.1000/182
---

اردو دائیں سے بائیں لکھی جاتی ہے۔[^n]

[^n]: ایک حاشیہ۔

## عنوان

| کاغذ | چوڑائی |
|---|---|
| A4 | 210 |

::: pullquote
صفحہ اس کے ساتھ مڑ جاتا ہے۔
:::

***

آخری سطر۔
"""
JAPANESE = """---
title: 日本語の頁
date: 2025-01-01
lang: ja
---

日本語の文には空白がなく、行はほとんどどこででも折り返せます。

句読点は行の頭に来ません。

```python
print('よい')
```

::: tip
注意してください。
:::
"""
THAI = """---
title: หน้าภาษาไทย
date: 2025-01-01
lang: th
dropcap: true
---

ภาษาไทยไม่มีช่องว่างระหว่างคำ แต่ต้องตัดบรรทัดระหว่างคำให้ถูกต้องเสมอ

$$a^2 + b^2 = c^2$$ {#eq:a}

::: landscape
| ก | ข |
|---|---|
| 1 | 2 |
:::
"""
COUSINS = {"urdu": URDU, "japanese": JAPANESE, "thai": THAI}


def press_themed(once: Once) -> Iterator[Pressed]:
    """Yield the editions of an article in each theme; raises ``TriptychError`` when one fails."""
    files = {"triptych.toml": 'url = "https://example.org"\n'}
    for number, theme in enumerate(THEMES):
        text = [*COUSINS.values()][number % len(COUSINS)]
        files[f"content/{theme}.md"] = text.replace("---\n", f"---\ntheme: {theme}\n", 1)
    return once.press_all(once.lay("themed", files))
