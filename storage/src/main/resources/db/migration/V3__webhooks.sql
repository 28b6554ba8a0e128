-- Where events are sent. The secret is kept as it is: it signs what is sent.
CREATE TABLE webhooks (
  id         text PRIMARY KEY CHECK (id LIKE 'w\_%'),
  url        text NOT NULL CHECK (length(url) <= 2048),
  feeds      text[] NOT NULL CHECK (cardinality(feeds) > 0),
  types      text[] NOT NULL,
  secret     text NOT NULL,
  enabled    boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- up to where it has been sent everything, or had it put aside
  position   bigint NOT NULL,
  -- of the next event
  attempts   integer NOT NULL DEFAULT 0,
  retry_at   timestamptz,
  last_error text
);

-- Events that a webhook could not be given, until they are sent again or it is deleted.
CREATE TABLE webhook_dead (
  webhook_id text NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  position   bigint NOT NULL,
  event      jsonb NOT NULL,
  attempts   integer NOT NULL,
  error      text NOT NULL,
  died_at    timestamptz NOT NULL DEFAULT now(),
  again      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (webhook_id, position)
);
CREATE INDEX webhook_dead_again ON webhook_dead (webhook_id, position) WHERE again;

-- The one node that sends, for as long as it says so. One row.
CREATE TABLE webhook_lease (
  one   boolean PRIMARY KEY DEFAULT true CHECK (one),
  node  text NOT NULL,
  until timestamptz NOT NULL
);
INSERT INTO webhook_lease (node, until) VALUES ('', now());
