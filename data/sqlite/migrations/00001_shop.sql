-- +goose Up

-- Conventions: times are milliseconds since 1970 UTC, 0 never or unknown; money is minor units
-- of the shop's currency; *_key columns hold the lower-case form that is compared and sorted;
-- JSON columns are never searched inside. Small columns come first and long texts last, so
-- that filtering never walks overflow pages.

CREATE TABLE products (
  id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused
  handle      TEXT    NOT NULL UNIQUE,           -- lower case, stable
  title_key   TEXT    NOT NULL,                  -- title in lower case
  brand_key   TEXT    NOT NULL,                  -- brand in lower case
  category    TEXT    NOT NULL,                  -- path, '' when unknown
  active      INTEGER NOT NULL,                  -- 0 or 1
  price       INTEGER NOT NULL,                  -- lowest sellable price, see data.Product.Price
  created     INTEGER NOT NULL,
  updated     INTEGER NOT NULL,
  hash        BLOB    NOT NULL,                  -- of everything an import may bring, variants included
  compare_at  INTEGER NOT NULL,                  -- 0 none
  taxable     INTEGER NOT NULL,
  tax_class   TEXT    NOT NULL,
  returnable  INTEGER NOT NULL,
  low_stock   INTEGER NOT NULL,
  rating      REAL    NOT NULL,
  reviews     INTEGER NOT NULL,
  brand       TEXT    NOT NULL,
  title       TEXT    NOT NULL,
  tags        TEXT    NOT NULL,                  -- JSON list of texts
  images      TEXT    NOT NULL,                  -- JSON list of texts
  attributes  TEXT    NOT NULL,                  -- JSON object: number or list of texts by key
  description TEXT    NOT NULL,
  html        TEXT    NOT NULL
) STRICT;
CREATE INDEX products_category ON products (category, price, id, active);
CREATE INDEX products_brand    ON products (brand_key, active);
CREATE INDEX products_title    ON products (title_key);
CREATE INDEX products_price    ON products (price);
CREATE INDEX products_created  ON products (created);

CREATE TABLE variants (
  id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused
  product    INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,                  -- order within the product, 0 and up
  sku        TEXT    NOT NULL,
  sku_key    TEXT    NOT NULL UNIQUE,           -- SKU in lower case
  made_sku   INTEGER NOT NULL,                  -- 1 when the SKU was made by us
  options    TEXT    NOT NULL,                  -- JSON list of [name, value]
  price      INTEGER NOT NULL,
  compare_at INTEGER NOT NULL,                  -- 0 the product's
  tracked    INTEGER NOT NULL,                  -- 0: stock is not counted
  stock      INTEGER NOT NULL,                  -- 0 when not tracked
  backorder  INTEGER NOT NULL,
  barcode    TEXT    NOT NULL,
  image      TEXT    NOT NULL,
  grams      INTEGER NOT NULL
) STRICT;
CREATE INDEX variants_product ON variants (product, position);
CREATE INDEX variants_barcode ON variants (barcode) WHERE barcode <> '';

CREATE TABLE categories (
  path  TEXT PRIMARY KEY,
  label TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_movements (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  sku     TEXT    NOT NULL,
  sku_key TEXT    NOT NULL,
  delta   INTEGER NOT NULL,
  stock   INTEGER NOT NULL, -- what was left after it
  reason  TEXT    NOT NULL, -- import, order, cancel, return, admin, removed
  ref     TEXT    NOT NULL  -- order number and the like
) STRICT;
CREATE INDEX stock_movements_sku ON stock_movements (sku_key);

CREATE TABLE changes (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT, -- without gaps: only the store writes, one at a time
  kind    TEXT    NOT NULL,
  product INTEGER NOT NULL,                  -- 0 unless kind is product
  text    INTEGER NOT NULL,                  -- 1 when something searched by words changed
  deleted INTEGER NOT NULL,
  at      INTEGER NOT NULL
) STRICT;

CREATE TABLE shop (
  id   INTEGER PRIMARY KEY CHECK (id = 1), -- there is one shop
  body TEXT NOT NULL                       -- JSON of data.Shop
) STRICT;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE policies (
  position  INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order first put
  id        TEXT    NOT NULL UNIQUE,
  title     TEXT    NOT NULL,
  questions TEXT    NOT NULL, -- JSON list of texts
  answer    TEXT    NOT NULL,
  updated   INTEGER NOT NULL
) STRICT;

CREATE TABLE synonyms (
  position INTEGER PRIMARY KEY,
  body     TEXT NOT NULL -- JSON of data.Synonym
) STRICT;

CREATE TABLE coupons (
  code_key     TEXT    PRIMARY KEY, -- code in lower case
  code         TEXT    NOT NULL,
  percent      INTEGER NOT NULL,    -- millionths; 0 when amount counts
  amount       INTEGER NOT NULL,
  min_subtotal INTEGER NOT NULL,
  expires      INTEGER NOT NULL,
  expired      INTEGER NOT NULL     -- 1 when switched off by the owner
) STRICT, WITHOUT ROWID;

CREATE TABLE customers (
  email   TEXT    PRIMARY KEY, -- lower case
  name    TEXT    NOT NULL,
  address TEXT    NOT NULL,    -- JSON of data.Address
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE carts (
  session TEXT    PRIMARY KEY,
  lines   TEXT    NOT NULL, -- JSON list of data.CartLine
  coupon  TEXT    NOT NULL,
  updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX carts_updated ON carts (updated);

CREATE TABLE orders (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  number      TEXT    NOT NULL UNIQUE,
  session     TEXT    NOT NULL, -- '' for imported orders
  email       TEXT    NOT NULL, -- lower case
  name        TEXT    NOT NULL,
  status      TEXT    NOT NULL,
  payment     TEXT    NOT NULL,
  fulfilment  TEXT    NOT NULL,
  placed      INTEGER NOT NULL,
  delivered   INTEGER NOT NULL,
  coupon      TEXT    NOT NULL,
  subtotal    INTEGER NOT NULL,
  discount    INTEGER NOT NULL,
  tax         INTEGER NOT NULL,
  shipping    INTEGER NOT NULL,
  shipping_id TEXT    NOT NULL,
  total       INTEGER NOT NULL,
  carrier     TEXT    NOT NULL,
  tracking    TEXT    NOT NULL,
  eta         INTEGER NOT NULL,
  updated     INTEGER NOT NULL,
  address     TEXT    NOT NULL, -- JSON of data.Address
  lines       TEXT    NOT NULL, -- JSON list of data.OrderLine
  history     TEXT    NOT NULL  -- JSON list of data.OrderEvent
) STRICT;
CREATE INDEX orders_placed   ON orders (placed);
CREATE INDEX orders_status   ON orders (status, placed);
CREATE INDEX orders_customer ON orders (email, status, placed);

CREATE TABLE returns (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  number       TEXT    NOT NULL UNIQUE,
  order_number TEXT    NOT NULL REFERENCES orders (number),
  lines        TEXT    NOT NULL, -- JSON list of data.CartLine
  reason       TEXT    NOT NULL,
  status       TEXT    NOT NULL,
  refund       INTEGER NOT NULL,
  created      INTEGER NOT NULL
) STRICT;
CREATE INDEX returns_order   ON returns (order_number, created);
CREATE INDEX returns_created ON returns (created);

CREATE TABLE sessions (
  id            TEXT    PRIMARY KEY, -- 128 random bits, a secret
  created       INTEGER NOT NULL,
  last_seen     INTEGER NOT NULL,
  expires       INTEGER NOT NULL,
  turns         INTEGER NOT NULL,    -- how many were saved
  locale        TEXT    NOT NULL,
  handoff       TEXT    NOT NULL,    -- '', waiting, active, closed
  handoff_since INTEGER NOT NULL,
  state         BLOB    NOT NULL     -- the dialog's, opaque
) STRICT;
CREATE INDEX sessions_expires   ON sessions (expires);
CREATE INDEX sessions_last_seen ON sessions (last_seen);

CREATE TABLE turns (
  id      INTEGER PRIMARY KEY,
  session TEXT    NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  n       INTEGER NOT NULL, -- 1 and up within the session
  at      INTEGER NOT NULL,
  micros  INTEGER NOT NULL,
  vote    INTEGER NOT NULL, -- 1, -1 or 0
  comment TEXT    NOT NULL,
  message TEXT    NOT NULL,
  text    TEXT    NOT NULL,
  intents TEXT    NOT NULL, -- JSON list of texts
  actions TEXT    NOT NULL, -- JSON list of texts
  reply   BLOB    NOT NULL, -- the whole reply, JSON
  UNIQUE (session, n)
) STRICT;

CREATE TABLE searches (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        INTEGER NOT NULL,
  session   TEXT    NOT NULL, -- '' outside a conversation
  query     TEXT    NOT NULL, -- as typed, masked
  query_key TEXT    NOT NULL, -- trimmed and in lower case, for counting
  kind      TEXT    NOT NULL,
  total     INTEGER NOT NULL,
  micros    INTEGER NOT NULL
) STRICT;
CREATE INDEX searches_at      ON searches (at);
CREATE INDEX searches_session ON searches (session) WHERE session <> '';

CREATE TABLE events (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  kind    TEXT    NOT NULL,
  session TEXT    NOT NULL,
  detail  TEXT    NOT NULL -- JSON
) STRICT;
CREATE INDEX events_kind ON events (kind, at);
CREATE INDEX events_at   ON events (at);

CREATE TABLE api_keys (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT    NOT NULL UNIQUE,
  role    TEXT    NOT NULL,
  hash    BLOB    NOT NULL UNIQUE, -- SHA-256 of the key
  created INTEGER NOT NULL,
  used    INTEGER NOT NULL         -- last use, to the minute
) STRICT;

CREATE TABLE learned (
  name        TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  bytes       BLOB NOT NULL
) STRICT;

CREATE TABLE vector_kinds (
  kind        TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL -- of the embedder that made all vectors of the kind
) STRICT, WITHOUT ROWID;

CREATE TABLE vectors (
  kind   TEXT    NOT NULL REFERENCES vector_kinds (kind) ON DELETE CASCADE,
  id     INTEGER NOT NULL, -- of the product or policy
  floats BLOB    NOT NULL, -- little-endian 32-bit floats
  PRIMARY KEY (kind, id)
) STRICT;
