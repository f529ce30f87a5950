"""The PDF edition: laid out by WeasyPrint, tagged by our own rules, valid PDF/UA-1 and PDF/A-3a."""
