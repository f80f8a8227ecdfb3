package sqlite

// statement names one entry of the table.
type statement int

// entry is one SQL statement the store runs. The golden file testdata/plans.txt holds the
// query plan of each.
type entry struct {
	name string // in metrics and the slow log
	on   uint8  // the handles it runs on
	sql  string
	long bool // reads many rows: stops when its caller leaves
}

// The handles a statement runs on.
const (
	onRead = 1 << forReading
	onSafe = 1 << forSafe
	onFast = 1 << forFast
	onSide = 1 << forUpkeep

	onWrite = onSafe | onFast
)

const (
	begin statement = iota
	commit
	rollback

	productsByID
	productsVariants
	productsByHandle
	productsIDByHandle
	productsIDBySKU
	productsIDByBarcode
	productInsert
	productUpdate
	productDelete
	productAny
	shopForWrite
	categoryHasChildren

	variantOwners
	variantInsert
	variantUpdate
	variantDelete

	categoriesAll
	categoriesCount
	categoryPut
	categoryAdd

	movementInsert
	movementsBySKU

	changeInsert
	changesAfter
	changesVersion
	changesTrim

	shopGet
	shopPut
	settingsAll
	settingPut
	settingDelete

	policiesAll
	policyPut
	policyDelete
	synonymsAll
	synonymsClear
	synonymInsert

	couponGet
	couponsAll
	couponPut
	customerGet
	customersPage
	customerPut

	cartGet
	cartPut
	cartDelete
	cartsDeleteMany
	cartsOrphaned
	sweepDue

	orderGet
	ordersPage
	ordersByStatus
	ordersByCustomer
	ordersByBoth
	orderInsert
	orderUpdate
	returnGet
	returnsPage
	returnsByOrder
	returnPut

	sessionGet
	sessionsPage
	sessionPut
	sessionsExpired
	sessionsDeleteMany
	turnInsert
	turnsAfter
	turnVote
	searchInsert
	searchesDeleteMany
	searchCounts
	searchCountsZero
	eventInsert
	eventsByKind
	eventsAll

	keyInsert
	keyByHash
	keysAll
	keyDelete
	keyTouch

	learnedGet
	learnedPut
	vectorsAll
	vectorKindGet
	vectorKindDelete
	vectorKindPut
	vectorPut
	vectorsDelete

	checkpointPassive
	checkpointTruncate
	analyze
	vacuumInto
	checkForeignKeys
	checkIntegrity
	checkPrices
	checkCategories
	checkMovements
	checkJSON
	checkTurns
	checkVariants
	sizes

	lists          // the product lists, see lists.go
	statementCount = lists + listCount
)

const productColumns = `p.id, p.handle, p.title, p.description, p.html, p.brand, p.category, p.tags, p.compare_at,
	p.taxable, p.tax_class, p.returnable, p.active, p.low_stock, p.rating, p.reviews, p.images, p.attributes, p.created, p.updated`

const orderColumns = `id, number, session, email, name, address, status, payment, fulfilment, placed, delivered, lines, coupon,
	subtotal, discount, tax, shipping, shipping_id, total, carrier, tracking, eta, history, updated`

const (
	returnColumns  = `id, number, order_number, lines, reason, status, refund, created`
	sessionColumns = `rowid, id, created, last_seen, expires, turns, locale, state, handoff, handoff_since`
	countColumns   = `query, count(*) AS n, max(id), at, total, query_key`
)

// statements is every statement the store runs. A partial index is used only when the
// query holds its literal predicate.
var statements = withLists([statementCount]entry{
	begin:    {"begin", onWrite, `BEGIN IMMEDIATE`, false},
	commit:   {"commit", onWrite, `COMMIT`, false},
	rollback: {"rollback", onWrite, `ROLLBACK`, false},

	productsByID: {"products.by_id", onRead | onFast, `SELECT ` + productColumns + `
		FROM json_each(?1) j CROSS JOIN products p ON p.id = j.value`, true},
	productsVariants: {"products.variants", onRead | onFast, `SELECT v.product, v.id, v.sku, v.made_sku, v.options, v.price, v.compare_at,
		v.tracked, v.stock, v.backorder, v.barcode, v.image, v.grams
		FROM json_each(?1) j CROSS JOIN variants v INDEXED BY variants_product ON v.product = j.value`, true},
	productsByHandle: {"products.by_handle", onFast, `SELECT p.id, p.handle, p.hash
		FROM json_each(?1) j CROSS JOIN products p ON p.handle = j.value`, true},
	productsIDByHandle: {"products.id_by_handle", onRead, `SELECT j.value, p.id
		FROM json_each(?1) j CROSS JOIN products p ON p.handle = j.value`, false},
	productsIDBySKU: {"products.id_by_sku", onRead, `SELECT j.value, v.product
		FROM json_each(?1) j CROSS JOIN variants v ON v.sku_key = j.value`, false},
	productsIDByBarcode: {"products.id_by_barcode", onRead, `SELECT j.value, v.product
		FROM json_each(?1) j CROSS JOIN variants v ON v.barcode = j.value AND v.barcode <> ''`, false},
	productInsert: {"product.insert", onFast, `INSERT INTO products
		(handle, title_key, brand_key, category, active, price, created, updated, hash, compare_at, taxable, tax_class, returnable,
		low_stock, rating, reviews, brand, title, tags, images, attributes, description, html)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, false},
	productUpdate: {"product.update", onFast, `UPDATE products SET
		handle = ?, title_key = ?, brand_key = ?, category = ?, active = ?, price = ?, created = ?, updated = ?, hash = ?, compare_at = ?,
		taxable = ?, tax_class = ?, returnable = ?, low_stock = ?, rating = ?, reviews = ?, brand = ?, title = ?, tags = ?, images = ?,
		attributes = ?, description = ?, html = ? WHERE id = ?`, false},
	productDelete: {"product.delete", onFast, `DELETE FROM products WHERE id = ?`, false},
	productAny:    {"product.any", onFast, `SELECT 1 FROM products LIMIT 1`, false},
	shopForWrite:  {"shop.get_for_write", onFast, `SELECT body FROM shop WHERE id = 1`, false},
	categoryHasChildren: {"category.has_children", onRead, `SELECT 1 FROM products
		WHERE category >= ?1 || '/' AND category < ?1 || '0' LIMIT 1`, false},

	variantOwners: {"variants.owners", onFast, `SELECT v.sku_key, v.product
		FROM json_each(?1) j CROSS JOIN variants v ON v.sku_key = j.value`, true},
	variantInsert: {"variant.insert", onFast, `INSERT INTO variants
		(product, position, sku, sku_key, made_sku, options, price, compare_at, tracked, stock, backorder, barcode, image, grams)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, false},
	variantUpdate: {"variant.update", onFast, `UPDATE variants SET
		product = ?, position = ?, sku = ?, sku_key = ?, made_sku = ?, options = ?, price = ?, compare_at = ?, tracked = ?, stock = ?,
		backorder = ?, barcode = ?, image = ?, grams = ? WHERE id = ?`, false},
	variantDelete: {"variant.delete", onFast, `DELETE FROM variants WHERE id = ?`, false},

	categoriesAll: {"categories.all", onRead, `SELECT path, label FROM categories ORDER BY path`, false},
	categoriesCount: {"categories.count", onRead, `SELECT category, sum(active) FROM products
		WHERE category > '' GROUP BY category`, true},
	categoryPut: {"category.put", onFast, `INSERT INTO categories (path, label) VALUES (?, ?)
		ON CONFLICT (path) DO UPDATE SET label = excluded.label WHERE label <> excluded.label`, false},
	categoryAdd: {"category.add", onFast, `INSERT INTO categories (path, label) VALUES (?, ?) ON CONFLICT (path) DO NOTHING`, false},

	movementInsert: {"movement.insert", onFast, `INSERT INTO stock_movements (at, sku, sku_key, delta, stock, reason, ref)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, false},
	movementsBySKU: {"movements.by_sku", onRead, `SELECT id, at, sku, delta, stock, reason, ref FROM stock_movements
		WHERE sku_key = ? ORDER BY id DESC LIMIT ?`, false},

	changeInsert: {"change.insert", onFast, `INSERT INTO changes (kind, product, text, deleted, at) VALUES (?, ?, ?, ?, ?)`, false},
	changesAfter: {"changes.after", onRead, `SELECT seq, kind, product, text, deleted, at FROM changes
		WHERE seq > ? ORDER BY seq LIMIT ?`, true},
	changesVersion: {"changes.version", onRead, `SELECT seq FROM changes ORDER BY seq DESC LIMIT 1`, false},
	changesTrim:    {"changes.trim", onFast, `DELETE FROM changes WHERE seq <= (SELECT max(seq) FROM changes) - ?`, false},

	shopGet:       {"shop.get", onRead, `SELECT body FROM shop WHERE id = 1`, false},
	shopPut:       {"shop.put", onFast, `INSERT INTO shop (id, body) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`, false},
	settingsAll:   {"settings.all", onRead, `SELECT key, value FROM settings`, false},
	settingPut:    {"setting.put", onFast, `INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`, false},
	settingDelete: {"setting.delete", onFast, `DELETE FROM settings WHERE key = ?`, false},

	policiesAll: {"policies.all", onRead, `SELECT id, title, questions, answer, updated FROM policies ORDER BY position`, false},
	policyPut: {"policy.put", onFast, `INSERT INTO policies (id, title, questions, answer, updated) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, questions = excluded.questions, answer = excluded.answer, updated = excluded.updated
		WHERE title <> excluded.title OR questions <> excluded.questions OR answer <> excluded.answer`, false},
	policyDelete:  {"policy.delete", onFast, `DELETE FROM policies WHERE id = ?`, false},
	synonymsAll:   {"synonyms.all", onRead | onFast, `SELECT body FROM synonyms ORDER BY position`, false},
	synonymsClear: {"synonyms.clear", onFast, `DELETE FROM synonyms`, false},
	synonymInsert: {"synonym.insert", onFast, `INSERT INTO synonyms (position, body) VALUES (?, ?)`, false},

	couponGet:  {"coupon.get", onRead, `SELECT code_key, code, percent, amount, min_subtotal, expires, expired FROM coupons WHERE code_key = ?`, false},
	couponsAll: {"coupons.all", onRead, `SELECT code_key, code, percent, amount, min_subtotal, expires, expired FROM coupons ORDER BY code_key`, false},
	couponPut: {"coupon.put", onFast, `INSERT INTO coupons (code_key, code, percent, amount, min_subtotal, expires, expired) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (code_key) DO UPDATE SET code = excluded.code, percent = excluded.percent, amount = excluded.amount,
		min_subtotal = excluded.min_subtotal, expires = excluded.expires, expired = excluded.expired
		WHERE (code, percent, amount, min_subtotal, expires, expired) <>
		(excluded.code, excluded.percent, excluded.amount, excluded.min_subtotal, excluded.expires, excluded.expired)`, false},
	customerGet:   {"customer.get", onRead, `SELECT email, name, address, created FROM customers WHERE email = ?`, false},
	customersPage: {"customers.page", onRead, `SELECT email, name, address, created FROM customers WHERE email > ? ORDER BY email LIMIT ?`, false},
	customerPut: {"customer.put", onFast, `INSERT INTO customers (email, name, address, created) VALUES (?, ?, ?, ?)
		ON CONFLICT (email) DO UPDATE SET name = excluded.name, address = excluded.address
		WHERE name <> excluded.name OR address <> excluded.address`, false},

	cartGet: {"cart.get", onRead, `SELECT lines, coupon, updated FROM carts WHERE session = ?`, false},
	cartPut: {"cart.put", onSafe, `INSERT INTO carts (session, lines, coupon, updated) VALUES (?, ?, ?, ?)
		ON CONFLICT (session) DO UPDATE SET lines = excluded.lines, coupon = excluded.coupon, updated = excluded.updated`, false},
	cartDelete:      {"cart.delete", onSafe, `DELETE FROM carts WHERE session = ?`, false},
	cartsDeleteMany: {"carts.delete_many", onFast, `DELETE FROM carts WHERE session IN (SELECT value FROM json_each(?))`, false},
	cartsOrphaned: {"carts.orphaned", onFast, `DELETE FROM carts WHERE updated < ?
		AND NOT EXISTS (SELECT 1 FROM sessions WHERE id = carts.session)`, false},

	sweepDue: {"sweep.due", onRead, `SELECT EXISTS (SELECT 1 FROM carts WHERE updated < ?1 AND NOT EXISTS (SELECT 1 FROM sessions WHERE id = carts.session))
		OR coalesce((SELECT max(seq) FROM changes) - ?2 >= (SELECT min(seq) FROM changes), 0)`, false},

	orderGet:         {"order.get", onRead | onSafe, `SELECT ` + orderColumns + ` FROM orders WHERE number = ?`, false},
	ordersPage:       {"orders.page", onRead, `SELECT ` + orderColumns + ` FROM orders WHERE (placed, id) < (?1, ?2) ORDER BY placed DESC, id DESC LIMIT ?3`, false},
	ordersByStatus:   {"orders.by_status", onRead, `SELECT ` + orderColumns + ` FROM orders WHERE status = ?4 AND (placed, id) < (?1, ?2) ORDER BY placed DESC, id DESC LIMIT ?3`, false},
	ordersByCustomer: {"orders.by_customer", onRead, `SELECT ` + orderColumns + ` FROM orders WHERE email = ?4 AND (placed, id) < (?1, ?2) ORDER BY placed DESC, id DESC LIMIT ?3`, false},
	ordersByBoth:     {"orders.by_customer_status", onRead, `SELECT ` + orderColumns + ` FROM orders WHERE email = ?4 AND status = ?5 AND (placed, id) < (?1, ?2) ORDER BY placed DESC, id DESC LIMIT ?3`, false},
	orderInsert: {"order.insert", onSafe, `INSERT INTO orders (number, session, email, name, address, status, payment, fulfilment, placed, delivered, lines, coupon,
		subtotal, discount, tax, shipping, shipping_id, total, carrier, tracking, eta, history, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, false},
	orderUpdate: {"order.update", onSafe, `UPDATE orders SET number = ?, session = ?, email = ?, name = ?, address = ?, status = ?, payment = ?, fulfilment = ?,
		placed = ?, delivered = ?, lines = ?, coupon = ?, subtotal = ?, discount = ?, tax = ?, shipping = ?, shipping_id = ?, total = ?,
		carrier = ?, tracking = ?, eta = ?, history = ?, updated = ? WHERE id = ?`, false},
	returnGet:      {"return.get", onRead, `SELECT ` + returnColumns + ` FROM returns WHERE number = ?`, false},
	returnsPage:    {"returns.page", onRead, `SELECT ` + returnColumns + ` FROM returns WHERE (created, id) < (?1, ?2) ORDER BY created DESC, id DESC LIMIT ?3`, false},
	returnsByOrder: {"returns.by_order", onRead, `SELECT ` + returnColumns + ` FROM returns WHERE order_number = ?4 AND (created, id) < (?1, ?2) ORDER BY created DESC, id DESC LIMIT ?3`, false},
	returnPut: {"return.put", onSafe, `INSERT INTO returns (number, order_number, lines, reason, status, refund, created) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (number) DO UPDATE SET lines = excluded.lines, reason = excluded.reason, status = excluded.status, refund = excluded.refund`, false},

	sessionGet:   {"session.get", onRead, `SELECT ` + sessionColumns + ` FROM sessions WHERE id = ?`, false},
	sessionsPage: {"sessions.page", onRead, `SELECT ` + sessionColumns + ` FROM sessions WHERE (last_seen, rowid) < (?, ?) ORDER BY last_seen DESC, rowid DESC LIMIT ?`, false},
	sessionPut: {"session.put", onFast, `INSERT INTO sessions (id, created, last_seen, expires, turns, locale, state, handoff, handoff_since) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen, expires = excluded.expires, turns = turns + 1, locale = excluded.locale,
		state = excluded.state, handoff = excluded.handoff, handoff_since = excluded.handoff_since`, false},
	sessionsExpired:    {"sessions.expired", onFast, `SELECT id FROM sessions WHERE expires > 0 AND expires < ? ORDER BY expires LIMIT ?`, false},
	sessionsDeleteMany: {"sessions.delete_many", onFast, `DELETE FROM sessions WHERE id IN (SELECT value FROM json_each(?))`, false},
	turnInsert: {"turn.insert", onFast, `INSERT INTO turns (session, n, at, micros, vote, comment, message, text, intents, actions, reply)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, false},
	turnsAfter:         {"turns.after", onRead, `SELECT session, n, at, message, text, intents, actions, reply, micros, vote, comment FROM turns WHERE session = ? AND n > ? ORDER BY n LIMIT ?`, false},
	turnVote:           {"turn.vote", onFast, `UPDATE turns SET vote = ?, comment = ? WHERE session = ? AND n = ?`, false},
	searchInsert:       {"search.insert", onFast, `INSERT INTO searches (at, session, query, query_key, kind, total, micros) VALUES (?, ?, ?, ?, ?, ?, ?)`, false},
	searchesDeleteMany: {"searches.delete_many", onFast, `DELETE FROM searches WHERE session IN (SELECT value FROM json_each(?)) AND session <> ''`, false},
	searchCounts: {"searches.counts", onRead, `SELECT ` + countColumns + ` FROM searches WHERE at >= ?1 GROUP BY query_key
		HAVING n < ?2 OR (n = ?2 AND query_key > ?3) ORDER BY n DESC, query_key LIMIT ?4`, true},
	searchCountsZero: {"searches.counts_zero", onRead, `SELECT ` + countColumns + ` FROM searches WHERE at >= ?1 GROUP BY query_key
		HAVING total = 0 AND (n < ?2 OR (n = ?2 AND query_key > ?3)) ORDER BY n DESC, query_key LIMIT ?4`, true},
	eventInsert:  {"event.insert", onFast, `INSERT INTO events (at, kind, session, detail) VALUES (?, ?, ?, ?)`, false},
	eventsByKind: {"events.by_kind", onRead, `SELECT id, at, kind, session, detail FROM events WHERE kind = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT ?`, false},
	eventsAll:    {"events.all", onRead, `SELECT id, at, kind, session, detail FROM events WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?`, false},

	keyInsert: {"key.insert", onSafe, `INSERT INTO api_keys (name, role, hash, created, used) VALUES (?, ?, ?, ?, ?)`, false},
	keyByHash: {"key.by_hash", onRead, `SELECT id, name, role, hash, created, used FROM api_keys WHERE hash = ?`, false},
	keysAll:   {"keys.all", onRead, `SELECT id, name, role, hash, created, used FROM api_keys ORDER BY id`, false},
	keyDelete: {"key.delete", onSafe, `DELETE FROM api_keys WHERE name = ?`, false},
	keyTouch:  {"key.touch", onFast, `UPDATE api_keys SET used = ? WHERE id = ?`, false},

	learnedGet: {"learned.get", onRead, `SELECT name, fingerprint, bytes FROM learned WHERE name = ?`, false},
	learnedPut: {"learned.put", onFast, `INSERT INTO learned (name, fingerprint, bytes) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, bytes = excluded.bytes`, false},
	vectorsAll: {"vectors.all", onRead, `SELECT v.id, v.floats FROM vector_kinds k CROSS JOIN vectors v ON v.kind = k.kind
		WHERE k.kind = ?1 AND k.fingerprint = ?2 ORDER BY v.id`, true},
	vectorKindGet:    {"vector_kind.get", onFast, `SELECT fingerprint FROM vector_kinds WHERE kind = ?`, false},
	vectorKindDelete: {"vector_kind.delete", onFast, `DELETE FROM vector_kinds WHERE kind = ?`, false},
	vectorKindPut:    {"vector_kind.put", onFast, `INSERT INTO vector_kinds (kind, fingerprint) VALUES (?, ?)`, false},
	vectorPut:        {"vector.put", onFast, `INSERT INTO vectors (kind, id, floats) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET floats = excluded.floats`, false},
	vectorsDelete:    {"vectors.delete", onFast, `DELETE FROM vectors WHERE kind = ?1 AND id IN (SELECT value FROM json_each(?2))`, false},

	// The checkpoints give busy, frames in the log, frames moved into the file.
	checkpointPassive:  {"checkpoint.passive", onSide, `PRAGMA wal_checkpoint(PASSIVE)`, true},
	checkpointTruncate: {"checkpoint.truncate", onSide, `PRAGMA wal_checkpoint(TRUNCATE)`, true},
	analyze:            {"analyze", onFast, `ANALYZE`, false},
	vacuumInto:         {"backup", onSide, `VACUUM INTO ?`, true},

	checkForeignKeys: {"check.foreign_keys", onSide, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check LIMIT 100`, true},
	checkIntegrity:   {"check.integrity", onSide, `SELECT integrity_check FROM pragma_integrity_check`, true},
	checkPrices: {"check.prices", onSide, `SELECT handle FROM products p WHERE price <> (SELECT coalesce(
		min(CASE WHEN v.tracked = 0 OR v.stock > 0 OR v.backorder = 1 THEN v.price END), min(v.price), 0) FROM variants v WHERE v.product = p.id) LIMIT 100`, true},
	checkCategories: {"check.categories", onSide, `SELECT handle FROM products p WHERE category <> '' AND NOT EXISTS (SELECT 1 FROM categories c WHERE c.path = p.category) LIMIT 100`, true},
	checkMovements: {"check.movements", onSide, `SELECT sku FROM variants v
		WHERE stock <> (SELECT coalesce(sum(m.delta), 0) FROM stock_movements m WHERE m.sku_key = v.sku_key) LIMIT 100`, true},
	checkJSON: {"check.json", onSide, `SELECT handle FROM products p WHERE NOT (json_valid(tags) AND json_valid(images) AND json_valid(attributes))
		OR EXISTS (SELECT 1 FROM variants v WHERE v.product = p.id AND NOT json_valid(v.options)) LIMIT 100`, true},
	checkTurns:    {"check.turns", onSide, `SELECT 'row ' || rowid FROM sessions s WHERE turns <> (SELECT count(*) FROM turns t WHERE t.session = s.id) LIMIT 100`, true},
	checkVariants: {"check.variants", onSide, `SELECT handle FROM products p WHERE NOT EXISTS (SELECT 1 FROM variants v WHERE v.product = p.id) LIMIT 100`, true},
	sizes: {"sizes", onSide, `SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s LEFT JOIN sqlite_schema m ON m.name = s.name
		WHERE s.aggregate = 1 GROUP BY 1`, true},
})
