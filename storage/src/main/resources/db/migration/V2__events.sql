-- What happened in rooms, calls and with people, for other services to read. Positions only grow, in the order of commits.
CREATE TABLE events (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         text NOT NULL UNIQUE CHECK (length(id) <= 128),
  feed       text NOT NULL CHECK (feed IN ('rooms', 'calls', 'people')),
  key        text NOT NULL CHECK (length(key) <= 256),
  epoch      text NOT NULL,
  n          bigint NOT NULL CHECK (n > 0),
  type       text NOT NULL,
  at_ms      bigint NOT NULL,
  node       text NOT NULL,
  late       boolean NOT NULL,
  data       jsonb NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX events_by_feed ON events (feed, position);

-- How far each room, call and person is: what comes from an earlier epoch is late, and what goes on here although nobody
-- knows it any more is over.
CREATE TABLE event_keys (
  feed       text NOT NULL,
  key        text NOT NULL,
  part       integer NOT NULL,
  rank       text COLLATE "C" NOT NULL,
  open       boolean,
  touched_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (feed, key)
);
CREATE INDEX event_keys_open ON event_keys (feed, key) WHERE open;
CREATE INDEX event_keys_over ON event_keys (touched_at) WHERE open IS NOT TRUE;

-- Up to where events were deleted. One row.
CREATE TABLE event_floor (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL
);
INSERT INTO event_floor (position) VALUES (0);

-- One statement from a client's side, so that the lock is never held while a client sleeps: writers go one after the
-- other, and so a reader that has seen a position has seen, or can see, all before it.
CREATE FUNCTION append_events(
  ids text[], feeds text[], keys text[], parts integer[], epochs text[], ranks text[], ns bigint[], types text[],
  ats bigint[], nodes text[], opens boolean[], bodies text[])
RETURNS TABLE (told_id text, told_position bigint, told_late boolean) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1346457676, 1);
  RETURN QUERY
  WITH given AS (
    SELECT * FROM unnest(ids, feeds, keys, parts, epochs, ranks, ns, types, ats, nodes, opens, bodies) WITH ORDINALITY
      AS g (id, feed, key, part, epoch, rank, n, type, at_ms, node, open, data, ord)
  ), judged AS (
    SELECT g.*,
      (g.rank COLLATE "C") < greatest(k.rank,
        max(g.rank COLLATE "C") OVER (PARTITION BY g.feed, g.key ORDER BY g.ord)) AS late
    FROM given g LEFT JOIN event_keys k ON k.feed = g.feed AND k.key = g.key
  ), inserted AS (
    INSERT INTO events (id, feed, key, epoch, n, type, at_ms, node, late, data)
    SELECT j.id, j.feed, j.key, j.epoch, j.n, j.type, j.at_ms, j.node, j.late, j.data::jsonb FROM judged j ORDER BY j.ord
    ON CONFLICT ON CONSTRAINT events_id_key DO NOTHING
    RETURNING events.id, events.position, events.late
  ), newest AS (
    SELECT DISTINCT ON (j.feed, j.key) j.feed, j.key, j.part, j.rank, j.open
    FROM judged j JOIN inserted i ON i.id = j.id WHERE NOT j.late ORDER BY j.feed, j.key, j.ord DESC
  ), kept AS (
    INSERT INTO event_keys (feed, key, part, rank, open) SELECT w.feed, w.key, w.part, w.rank, w.open FROM newest w
    ON CONFLICT ON CONSTRAINT event_keys_pkey DO UPDATE
    SET part = excluded.part, rank = excluded.rank, open = coalesce(excluded.open, event_keys.open), touched_at = now()
  )
  SELECT i.id, i.position, i.late FROM inserted i ORDER BY i.position;
END $$;
