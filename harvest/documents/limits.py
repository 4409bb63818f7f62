"""How much of a file is read: far beyond any reply, in 20 s of processor time and 500 MB."""

LARGEST_FILE = 50_000_000
"""Bytes; mail servers seldom take more."""
LONGEST_TEXT = 200_000
"""Characters of one file: some 160 pages, read and split in 5 seconds; the longest replies have 20,
and an export from all 21 counties has room for as much from each."""
MOST_BLOCKS = 8_000
"""Lines of one file; a long reply has 400."""
LARGEST_MARKUP = 4_000_000
"""Characters of a page in HTML; Word writes ten for each that is read."""

MOST_PARTS = 5_000
"""Files in an archive (docx, odt, xlsx): pictures are parts too, a long report has hundreds."""
LARGEST_PART = 16_000_000
"""Bytes of an XML part, unpacked: about 1,000 pages, read in 3 seconds and 180 MB."""
MOST_ELEMENTS = 600_000
"""Of an XML part: the smallest elements fill the memory with few bytes."""
LARGEST_RATIO = 200
"""Unpacked bytes for one packed; text reaches 20, an archive made to burst 1,000."""
SMALL_PART = 1_000_000
"""Bytes, unpacked, up to which the ratio does not matter: empty sheets pack well."""

MOST_PAGES = 60
"""Pages of a PDF; a full one takes up to a quarter of a second on a busy machine."""
LONGEST_FIELD = 3_000
"""Characters of a field in the head of a mail that is read (subject, sender, type, file name): what
decodes them takes the square of their length."""
MOST_MAIL_PARTS = 200
"""Parts of a mail, nested ones included."""
DEEPEST_MAIL = 20
"""Mails and attachments within each other."""
MOST_ATTACHMENTS = 20
"""Attachments that are read."""
MOST_COLUMNS = 2_000
"""Of a table; an export of a survey has tens."""
MOST_ROWS = 20_000
"""Of a table; there are 21 counties."""
DEEPEST_MARKUP = 200
"""Elements within each other, of HTML and XML; what is written by hand and programs has 30."""
LARGEST_UNPACKED = 40_000_000
"""Bytes of a workbook's sheets and strings together."""
MOST_RULES = 3_000
"""Lines and edges drawn on a PDF page, up to which tables are looked for: drawings have more."""
