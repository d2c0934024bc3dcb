"""The algebra of calendar time: units, periods, shifts, operators, EDTF and TIMEX3. No text, no files, no clock.

The vocabulary is SCATE's (Bethard and Parker, "A Semantically Compositional Annotation Scheme for Time Normalization",
LREC 2016). Imports inside go one way: edtf, timex3 -> operators -> shifts -> values -> intervals -> units.
"""
