from __future__ import annotations

import sys
from pathlib import Path

# Test modules are imported one by one, not as packages: the strategies that they share are found by folder.
sys.path.insert(0, str(Path(__file__).parent))
