"""The site as it is shown while it is worked on: it follows every change, and says in the page what is wrong.

Nothing of it is on disk: what Pelican wrote stays as it is, and only what the preview's server sends has more to it.
"""
