"""What happened at each time of a sentence, from its dependency tree: the happening, its headline, its status.

Not used by ``extract`` yet: ``dateline.summarization.composer`` still makes the entries.
"""
