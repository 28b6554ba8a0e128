-- Accounts. A deleted account keeps its row, because calls and rooms refer to it, but neither name nor password.
CREATE TABLE users (
  id            text PRIMARY KEY CHECK (id LIKE 'acc\_%'),
  username      text NOT NULL UNIQUE CHECK (length(username) BETWEEN 1 AND 128),
  display_name  text NOT NULL CHECK (length(display_name) <= 64),
  password_hash text NOT NULL,
  created_at    timestamptz NOT NULL,
  tokens_from   timestamptz NOT NULL,
  deleted_at    timestamptz
);

CREATE TABLE blocks (
  user_id    text NOT NULL REFERENCES users,
  blocked_id text NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, blocked_id),
  CHECK (user_id <> blocked_id)
);
CREATE INDEX blocks_by_blocked ON blocks (blocked_id);

-- Rooms that have an owner or whose id somebody chose. The rules are the room's own business: JSON in, JSON out.
CREATE TABLE rooms (
  id         text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
  custom_id  boolean NOT NULL GENERATED ALWAYS AS (left(id, 2) <> 'r_') STORED,
  owner_id   text REFERENCES users,
  rules      jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'object'),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE INDEX rooms_by_owner ON rooms (owner_id, id) WHERE deleted_at IS NULL;
CREATE INDEX rooms_by_custom_id ON rooms (id) WHERE custom_id AND deleted_at IS NULL;

CREATE TABLE bans (
  room_id    text NOT NULL REFERENCES rooms ON DELETE CASCADE,
  subject    text NOT NULL CHECK (subject ~ '^(user|device):'),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (room_id, subject)
);

CREATE TABLE room_roles (
  room_id text NOT NULL REFERENCES rooms ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES users,
  role    text NOT NULL CHECK (role IN ('host', 'moderator', 'guest')),
  PRIMARY KEY (room_id, user_id)
);
CREATE INDEX room_roles_by_user ON room_roles (user_id);

CREATE TABLE invite_links (
  id         text PRIMARY KEY,
  room_id    text NOT NULL REFERENCES rooms ON DELETE CASCADE,
  role       text NOT NULL CHECK (role IN ('host', 'moderator', 'guest')),
  expires_at timestamptz NOT NULL,
  uses_left  int NOT NULL CHECK (uses_left >= 0)
);
CREATE INDEX invite_links_by_room ON invite_links (room_id);

-- Who was in a room. Ad-hoc rooms have no row in rooms, hence no foreign key.
CREATE TABLE participants (
  room_id      text NOT NULL CHECK (length(room_id) BETWEEN 1 AND 64),
  peer_id      text NOT NULL CHECK (length(peer_id) BETWEEN 1 AND 64),
  user_id      text REFERENCES users,
  display_name text NOT NULL CHECK (length(display_name) <= 64),
  joined_at    timestamptz NOT NULL,
  left_at      timestamptz CHECK (left_at >= joined_at),
  reason       text,
  PRIMARY KEY (room_id, peer_id, joined_at)
);
CREATE INDEX participants_by_time ON participants (room_id, joined_at DESC, peer_id DESC);
CREATE INDEX participants_by_user ON participants (user_id) WHERE user_id IS NOT NULL;

-- Calls. The version counts the changes of one call at its owner; a write with an older one changes nothing.
CREATE TABLE calls (
  id         text PRIMARY KEY,
  room_id    text NOT NULL,
  call_type  text NOT NULL CHECK (call_type IN ('audio', 'video')),
  created_by text NOT NULL REFERENCES users,
  status     text NOT NULL CHECK (status IN ('pending', 'active', 'completed', 'missed', 'rejected', 'cancelled')),
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at   timestamptz,
  ended_by   text,
  duration_s int NOT NULL CHECK (duration_s >= 0),
  version    bigint NOT NULL
);

CREATE TABLE invitations (
  id           text PRIMARY KEY,
  call_id      text NOT NULL REFERENCES calls ON DELETE CASCADE,
  inviter_id   text NOT NULL REFERENCES users,
  invitee_id   text NOT NULL REFERENCES users,
  status       text NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected', 'cancelled', 'missed')),
  reason       text,
  created_at   timestamptz NOT NULL,
  delivered_at timestamptz,
  answered_at  timestamptz,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX invitations_by_call ON invitations (call_id, id);

-- One row for each person of a call: what the call was to that person, and when, for pages by keyset.
CREATE TABLE call_history (
  call_id   text NOT NULL REFERENCES calls ON DELETE CASCADE,
  user_id   text NOT NULL REFERENCES users,
  direction text NOT NULL CHECK (direction IN ('out', 'in')),
  status    text NOT NULL CHECK (status IN ('pending', 'active', 'completed', 'missed', 'rejected', 'cancelled')),
  at        timestamptz NOT NULL,
  PRIMARY KEY (call_id, user_id)
);
CREATE INDEX call_history_of_user ON call_history (user_id, at DESC, call_id DESC);
