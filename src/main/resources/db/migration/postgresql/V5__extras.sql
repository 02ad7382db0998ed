-- What stands at a message besides its words: quote, thread, reactions, pin, mentions, files, as JSON; null for nothing.
ALTER TABLE message ADD COLUMN extras TEXT;
