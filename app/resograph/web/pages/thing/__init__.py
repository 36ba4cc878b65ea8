"""What is no document: actors, bodies, States, themes, sessions …"""
