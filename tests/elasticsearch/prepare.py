"""Makes what every node needs before the first is started: program files and a class archive.

Run: `python -m tests.elasticsearch.prepare`.
"""

from __future__ import annotations

from tests.elasticsearch.java_runtime import find_java
from tests.elasticsearch.launching import MISSING_JAVA, class_archive

if __name__ == "__main__":
    java = find_java()
    if java is None:
        raise SystemExit(MISSING_JAVA)
    class_archive(java)
