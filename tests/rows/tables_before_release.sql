CREATE TABLE "account" (
	id VARCHAR(36) NOT NULL, 
	address VARCHAR NOT NULL, 
	password_hash VARCHAR, 
	role VARCHAR NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	disabled_at VARCHAR(32), 
	county VARCHAR, name VARCHAR, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT uq_account_address UNIQUE (address), 
	CONSTRAINT ck_account_role CHECK (role IN ('contributor', 'curator', 'admin')), 
	CONSTRAINT ck_account_county CHECK ((role = 'contributor') = (county IS NOT NULL))
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE answer_correction (
	reply_pk INTEGER NOT NULL, 
	respondent INTEGER NOT NULL, 
	question VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	yes_no VARCHAR, 
	text VARCHAR, 
	actor VARCHAR NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_answer_correction PRIMARY KEY (reply_pk, respondent, question, version), 
	CONSTRAINT fk_answer_correction_reply_pk_reply FOREIGN KEY(reply_pk) REFERENCES reply (pk)
)
 WITHOUT ROWID

;
CREATE TABLE answer_form (
	pk INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	survey_pk INTEGER NOT NULL, 
	county VARCHAR NOT NULL, 
	link_id VARCHAR(16), 
	link_hash VARCHAR(64), 
	link_made_at VARCHAR(32), 
	link_made_by VARCHAR, 
	sent_at VARCHAR(32), 
	sent_mark VARCHAR, 
	reply_id VARCHAR(36), 
	CONSTRAINT pk_answer_form PRIMARY KEY (pk), 
	CONSTRAINT fk_answer_form_survey_pk_survey FOREIGN KEY(survey_pk) REFERENCES survey (pk), 
	CONSTRAINT uq_answer_form_id UNIQUE (id), 
	CONSTRAINT uq_answer_form_link_id UNIQUE (link_id), 
	CONSTRAINT uq_answer_form_survey_pk_county UNIQUE (survey_pk, county)
);
CREATE TABLE candidate (
	pk INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	reply_pk INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	respondent INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	question VARCHAR NOT NULL, 
	county VARCHAR, 
	state VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	said JSON NOT NULL, 
	content JSON NOT NULL, 
	quote VARCHAR, 
	suggestions JSON NOT NULL, 
	duplicates JSON NOT NULL, 
	precision DOUBLE, 
	revision VARCHAR, 
	earlier_pk INTEGER, 
	gone_in_pk INTEGER, 
	merged_into_pk INTEGER, 
	split_from_pk INTEGER, 
	entry_id VARCHAR(36), 
	entry_version INTEGER, 
	actor VARCHAR, 
	reason VARCHAR, 
	created_at VARCHAR(32) NOT NULL, 
	changed_at VARCHAR(32) NOT NULL, postponed BOOLEAN DEFAULT 0 NOT NULL, confidence DOUBLE, kind_confidence DOUBLE, 
	CONSTRAINT pk_candidate PRIMARY KEY (pk), 
	CONSTRAINT ck_candidate_state CHECK (state IN ('waiting', 'accepted', 'rejected', 'merged', 'split', 'unchanged', 'replaced')), 
	CONSTRAINT ck_candidate_revision CHECK (revision IN ('unchanged', 'changed', 'new')), 
	CONSTRAINT fk_candidate_reply_pk_reply FOREIGN KEY(reply_pk) REFERENCES reply (pk), 
	CONSTRAINT fk_candidate_earlier_pk_candidate FOREIGN KEY(earlier_pk) REFERENCES candidate (pk), 
	CONSTRAINT fk_candidate_gone_in_pk_reply FOREIGN KEY(gone_in_pk) REFERENCES reply (pk), 
	CONSTRAINT fk_candidate_merged_into_pk_candidate FOREIGN KEY(merged_into_pk) REFERENCES candidate (pk), 
	CONSTRAINT fk_candidate_split_from_pk_candidate FOREIGN KEY(split_from_pk) REFERENCES candidate (pk), 
	CONSTRAINT uq_candidate_id UNIQUE (id)
);
CREATE TABLE candidate_step (
	candidate_pk INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	action VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	reason VARCHAR, 
	at VARCHAR(32) NOT NULL, 
	"before" JSON NOT NULL, batch VARCHAR(36), 
	CONSTRAINT pk_candidate_step PRIMARY KEY (candidate_pk, version), 
	CONSTRAINT fk_candidate_step_candidate_pk_candidate FOREIGN KEY(candidate_pk) REFERENCES candidate (pk)
)
 WITHOUT ROWID

;
CREATE TABLE confirmation (
	entry_pk INTEGER NOT NULL, 
	mark VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	confirmed_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_confirmation PRIMARY KEY (entry_pk, mark), 
	CONSTRAINT fk_confirmation_entry_pk_entry FOREIGN KEY(entry_pk) REFERENCES entry (pk)
)
 WITHOUT ROWID

;
CREATE TABLE creation (
	"key" VARCHAR(64) NOT NULL, 
	content VARCHAR(64) NOT NULL, 
	created_id VARCHAR(36) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_creation PRIMARY KEY ("key")
);
CREATE TABLE curated_field (
	entry_pk INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	actor VARCHAR NOT NULL, 
	at VARCHAR(32) NOT NULL, overwritten_by VARCHAR(36), 
	CONSTRAINT pk_curated_field PRIMARY KEY (entry_pk, field), 
	CONSTRAINT fk_curated_field_entry_pk_entry FOREIGN KEY(entry_pk) REFERENCES entry (pk)
)
 WITHOUT ROWID

;
CREATE TABLE dump (
	id VARCHAR(36) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	mark VARCHAR NOT NULL, 
	entries INTEGER NOT NULL, 
	schema_version VARCHAR NOT NULL, 
	files JSON NOT NULL, 
	CONSTRAINT pk_dump PRIMARY KEY (id)
);
CREATE TABLE "entry" (
	pk INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	source_system VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	published_version INTEGER, 
	content_hash VARCHAR NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	updated_at VARCHAR(32) NOT NULL, 
	published_at VARCHAR(32), 
	withdrawn_at VARCHAR(32), 
	withdrawn_reason VARCHAR, 
	replaced_by INTEGER, 
	seq INTEGER NOT NULL, 
	CONSTRAINT pk_entry PRIMARY KEY (pk), 
	CONSTRAINT ck_entry_published CHECK ((status = 'published') = (published_version IS NOT NULL)), 
	CONSTRAINT uq_entry_source_system_external_id UNIQUE (source_system, external_id), 
	CONSTRAINT uq_entry_id UNIQUE (id), 
	CONSTRAINT fk_entry_replaced_by_entry FOREIGN KEY(replaced_by) REFERENCES entry (pk), 
	CONSTRAINT ck_entry_status CHECK (status IN ('draft', 'in-review', 'published', 'withdrawn'))
);
CREATE TABLE "entry_version" (
	entry_pk INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	content JSON NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	published_at VARCHAR(32), 
	actor VARCHAR NOT NULL, 
	reason VARCHAR, 
	job_id VARCHAR(36), 
	source_seen_on VARCHAR, 
	has_objective BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_entry_version PRIMARY KEY (entry_pk, version), 
	CONSTRAINT fk_entry_version_entry_pk_entry FOREIGN KEY(entry_pk) REFERENCES entry (pk), 
	CONSTRAINT ck_entry_version_status CHECK (status IN ('draft', 'in-review', 'published', 'withdrawn'))
);
CREATE TABLE erased_place (
	pk INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject_id VARCHAR(36) NOT NULL, 
	erased_at VARCHAR(32) NOT NULL, 
	looked_at VARCHAR(32), 
	looked_by VARCHAR, 
	CONSTRAINT pk_erased_place PRIMARY KEY (pk), 
	CONSTRAINT ck_erased_place_kind CHECK (kind IN ('entry', 'candidate', 'reply', 'report'))
);
CREATE TABLE failed_sign_in (
	"key" VARCHAR(64) NOT NULL, 
	count INTEGER NOT NULL, 
	last_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_failed_sign_in PRIMARY KEY ("key")
);
CREATE TABLE form_answer (
	form_pk INTEGER NOT NULL, 
	question VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	content JSON NOT NULL, 
	saved_at VARCHAR(32) NOT NULL, 
	saved_by VARCHAR NOT NULL, 
	CONSTRAINT pk_form_answer PRIMARY KEY (form_pk, question), 
	CONSTRAINT fk_form_answer_form_pk_answer_form FOREIGN KEY(form_pk) REFERENCES answer_form (pk)
)
 WITHOUT ROWID

;
CREATE TABLE "import" (
	pk INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	state VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	file_name VARCHAR, 
	file_kind VARCHAR, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	options JSON NOT NULL, 
	columns JSON, 
	total INTEGER, 
	created INTEGER NOT NULL, 
	updated INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	fault JSON, 
	seq INTEGER NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	finished_at VARCHAR(32), 
	file_removed_at VARCHAR(32), kept INTEGER DEFAULT 0 NOT NULL, personal INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_import PRIMARY KEY (pk), 
	CONSTRAINT uq_import_id UNIQUE (id), 
	CONSTRAINT ck_import_state CHECK (state IN ('queued', 'running', 'checked', 'loaded', 'aborted', 'failed', 'reverted'))
);
CREATE TABLE import_row (
	import_pk INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	source_system VARCHAR, 
	external_id VARCHAR, 
	action VARCHAR NOT NULL, 
	entry_id VARCHAR(36), 
	version_before INTEGER, 
	public_before INTEGER, 
	version INTEGER, 
	public_version INTEGER, 
	errors JSON, 
	warnings JSON, 
	reverted BOOLEAN, corrected JSON, confirmed_by VARCHAR, confirmed_at VARCHAR(32), 
	CONSTRAINT pk_import_row PRIMARY KEY (import_pk, place), 
	CONSTRAINT ck_import_row_action CHECK (action IN ('created', 'updated', 'withdrawn', 'unchanged', 'rejected')), 
	CONSTRAINT fk_import_row_import_pk_import FOREIGN KEY(import_pk) REFERENCES import (pk)
)
 WITHOUT ROWID

;
CREATE TABLE "job" (
	id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	payload JSON NOT NULL, 
	checkpoint JSON, 
	result JSON, 
	error VARCHAR, 
	worker VARCHAR, 
	lease_until VARCHAR(32), 
	attempts INTEGER NOT NULL, 
	done INTEGER NOT NULL, 
	total INTEGER, 
	created_at VARCHAR(32) NOT NULL, 
	started_at VARCHAR(32), 
	finished_at VARCHAR(32), 
	lane VARCHAR DEFAULT 'long' NOT NULL, 
	next_attempt_at VARCHAR(32), 
	fault JSON, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT ck_job_state CHECK (state IN ('queued', 'running', 'finished', 'failed')), 
	CONSTRAINT ck_job_lane CHECK (lane IN ('short', 'long'))
);
CREATE TABLE "ledger" (
	seq INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	entry_pk INTEGER, 
	action VARCHAR NOT NULL, 
	version INTEGER, 
	actor VARCHAR NOT NULL, 
	public BOOLEAN NOT NULL, 
	job_id VARCHAR(36), 
	reason VARCHAR, subject VARCHAR, 
	CONSTRAINT pk_ledger PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_entry_pk_entry FOREIGN KEY(entry_pk) REFERENCES entry (pk)
);
CREATE TABLE link (
	entry_pk INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	origin VARCHAR NOT NULL, 
	score DOUBLE, 
	evidence JSON, 
	CONSTRAINT pk_link PRIMARY KEY (entry_pk, version, field, value), 
	CONSTRAINT ck_link_origin CHECK (origin IN ('curated', 'harvested', 'suggested')), 
	CONSTRAINT fk_link_entry_pk_version_entry_version FOREIGN KEY(entry_pk, version) REFERENCES entry_version (entry_pk, version)
)
 WITHOUT ROWID

;
CREATE TABLE password_reset (
	id VARCHAR(16) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	account_id VARCHAR(36) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	expires_at VARCHAR(32) NOT NULL, 
	used_at VARCHAR(32), 
	CONSTRAINT pk_password_reset PRIMARY KEY (id), 
	CONSTRAINT fk_password_reset_account_id_account FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE relation (
	entry_pk INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	type VARCHAR NOT NULL, 
	target_pk INTEGER NOT NULL, 
	CONSTRAINT pk_relation PRIMARY KEY (entry_pk, version, type, target_pk), 
	CONSTRAINT ck_relation_type CHECK (type IN ('uses-method', 'part-of')), 
	CONSTRAINT fk_relation_entry_pk_version_entry_version FOREIGN KEY(entry_pk, version) REFERENCES entry_version (entry_pk, version), 
	CONSTRAINT fk_relation_target_pk_entry FOREIGN KEY(target_pk) REFERENCES entry (pk)
)
 WITHOUT ROWID

;
CREATE TABLE "reply" (
	pk INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	job_id VARCHAR(36) NOT NULL, 
	state VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	content_key VARCHAR, 
	file_name VARCHAR, 
	file_kind VARCHAR, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	survey VARCHAR NOT NULL, 
	registry_number VARCHAR, 
	received_on VARCHAR, 
	fault JSON, 
	warnings JSON, 
	created_at VARCHAR(32) NOT NULL, 
	finished_at VARCHAR(32), 
	reviewed_at VARCHAR(32), 
	forgotten_at VARCHAR(32), 
	released_at VARCHAR(32), 
	released_by VARCHAR, 
	year INTEGER, 
	form_id VARCHAR(36), 
	relation VARCHAR, 
	outcome VARCHAR, 
	CONSTRAINT pk_reply PRIMARY KEY (pk), 
	CONSTRAINT ck_reply_state CHECK (state IN ('queued', 'running', 'harvested', 'failed')), 
	CONSTRAINT ck_reply_relation CHECK (relation IN ('asked', 'correction', 'addition')), 
	CONSTRAINT uq_reply_content_key UNIQUE (content_key), 
	CONSTRAINT uq_reply_id UNIQUE (id), 
	CONSTRAINT ck_reply_outcome CHECK (outcome IN ('nothing-to-share', 'comes-later', 'by-hand'))
);
CREATE TABLE reply_document (
	reply_pk INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	name VARCHAR, 
	kind VARCHAR NOT NULL, 
	text VARCHAR, 
	blocks JSON, 
	withheld JSON NOT NULL, 
	CONSTRAINT pk_reply_document PRIMARY KEY (reply_pk, place), 
	CONSTRAINT fk_reply_document_reply_pk_reply FOREIGN KEY(reply_pk) REFERENCES reply (pk)
)
 WITHOUT ROWID

;
CREATE TABLE reply_respondent (
	reply_pk INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	"row" VARCHAR, 
	county VARCHAR, 
	organisation VARCHAR, 
	yes_no JSON NOT NULL, 
	answers JSON NOT NULL, 
	sectors JSON NOT NULL, has_answered BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_reply_respondent PRIMARY KEY (reply_pk, place), 
	CONSTRAINT fk_reply_respondent_reply_pk_reply FOREIGN KEY(reply_pk) REFERENCES reply (pk)
)
 WITHOUT ROWID

;
CREATE TABLE report (
	pk INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	entry_pk INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	answer_to VARCHAR, 
	created_at VARCHAR(32) NOT NULL, 
	closed_at VARCHAR(32), 
	closed_by VARCHAR, 
	reason VARCHAR, 
	CONSTRAINT pk_report PRIMARY KEY (pk), 
	CONSTRAINT ck_report_kind CHECK (kind IN ('dead-source', 'wrong-fact', 'missing-fact', 'wrong-link', 'personal-data', 'other')), 
	CONSTRAINT fk_report_entry_pk_entry FOREIGN KEY(entry_pk) REFERENCES entry (pk), 
	CONSTRAINT uq_report_id UNIQUE (id)
);
CREATE TABLE session (
	id VARCHAR(16) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	account_id VARCHAR(36) NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	expires_at VARCHAR(32) NOT NULL, 
	revoked_at VARCHAR(32), last_used_at VARCHAR(32), 
	CONSTRAINT pk_session PRIMARY KEY (id), 
	CONSTRAINT fk_session_account_id_account FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE source_check (
	entry_pk INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	checked_at VARCHAR(32) NOT NULL, 
	outcome VARCHAR NOT NULL, 
	http_status INTEGER, 
	failures INTEGER NOT NULL, 
	failing_since VARCHAR(32), 
	CONSTRAINT pk_source_check PRIMARY KEY (entry_pk), 
	CONSTRAINT fk_source_check_entry_pk_entry FOREIGN KEY(entry_pk) REFERENCES entry (pk)
);
CREATE TABLE survey (
	pk INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	questionnaire VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	closes_on VARCHAR NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	opened_at VARCHAR(32) NOT NULL, 
	closed_at VARCHAR(32), 
	forgotten_at VARCHAR(32), 
	CONSTRAINT pk_survey PRIMARY KEY (pk), 
	CONSTRAINT uq_survey_id UNIQUE (id), 
	CONSTRAINT uq_survey_questionnaire_year UNIQUE (questionnaire, year)
);
CREATE TABLE token (
	id VARCHAR(16) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	label VARCHAR NOT NULL, 
	scopes JSON NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	created_by VARCHAR NOT NULL, 
	expires_at VARCHAR(32), 
	last_used_at VARCHAR(32), 
	revoked_at VARCHAR(32), 
	replaces VARCHAR(16), 
	CONSTRAINT pk_token PRIMARY KEY (id), 
	CONSTRAINT fk_token_replaces_token FOREIGN KEY(replaces) REFERENCES token (id)
);
CREATE INDEX ix_candidate_county_reply_pk_place_pk ON candidate (county, reply_pk, place, pk);
CREATE INDEX ix_candidate_entry_id ON candidate (entry_id);
CREATE INDEX ix_candidate_question_reply_pk_place_pk ON candidate (question, reply_pk, place, pk);
CREATE INDEX ix_candidate_reply_pk_place ON candidate (reply_pk, place);
CREATE INDEX ix_candidate_revision_reply_pk_place_pk ON candidate (revision, reply_pk, place, pk);
CREATE INDEX ix_candidate_state_pk ON candidate (state, pk);
CREATE INDEX ix_candidate_state_reply_pk_place_pk ON candidate (state, reply_pk, place, pk);
CREATE INDEX ix_candidate_step_batch ON candidate_step (batch) WHERE batch IS NOT NULL;
CREATE INDEX ix_creation_created_at ON creation (created_at);
CREATE INDEX ix_entry_beside ON entry (updated_at, id) WHERE version <> published_version;
CREATE INDEX ix_entry_status_pk ON entry (status, pk);
CREATE INDEX ix_entry_status_updated_at_id ON entry (status, updated_at, id);
CREATE INDEX ix_entry_version_status_has_objective_entry_pk_version ON entry_version (status, has_objective, entry_pk, version);
CREATE INDEX ix_entry_version_status_source_seen_on_entry_pk_version ON entry_version (status, source_seen_on, entry_pk, version);
CREATE INDEX ix_erased_place_open ON erased_place (erased_at) WHERE looked_at IS NULL;
CREATE INDEX ix_failed_sign_in_last_at ON failed_sign_in (last_at);
CREATE INDEX ix_import_row_confirmed ON import_row (source_system, external_id) WHERE confirmed_by IS NOT NULL;
CREATE INDEX ix_import_row_import_pk_action_place ON import_row (import_pk, action, place);
CREATE INDEX ix_import_row_warned ON import_row (import_pk, place) WHERE warnings IS NOT NULL;
CREATE INDEX ix_import_sha256 ON import (sha256);
CREATE INDEX ix_job_state_id ON job (state, id);
CREATE INDEX ix_ledger_action_seq ON ledger (action, seq);
CREATE INDEX ix_ledger_actor_seq ON ledger (actor, seq);
CREATE INDEX ix_ledger_at ON ledger (at);
CREATE INDEX ix_ledger_entry_pk ON ledger (entry_pk);
CREATE INDEX ix_ledger_job_id_seq ON ledger (job_id, seq) WHERE job_id IS NOT NULL;
CREATE INDEX ix_ledger_public ON ledger (seq) WHERE public = 1;
CREATE INDEX ix_ledger_subject_seq ON ledger (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX ix_password_reset_account_id ON password_reset (account_id);
CREATE INDEX ix_relation_target_pk ON relation (target_pk);
CREATE INDEX ix_reply_released ON reply (survey, pk) WHERE released_at IS NOT NULL;
CREATE INDEX ix_reply_respondent_county ON reply_respondent (county);
CREATE INDEX ix_reply_sha256 ON reply (sha256);
CREATE INDEX ix_reply_state_pk ON reply (state, pk);
CREATE INDEX ix_reply_survey_pk ON reply (survey, pk);
CREATE INDEX ix_reply_unreviewed ON reply (created_at) WHERE reviewed_at IS NULL AND forgotten_at IS NULL;
CREATE INDEX ix_report_closed_at ON report (closed_at);
CREATE INDEX ix_report_created_at ON report (created_at);
CREATE INDEX ix_report_entry_pk ON report (entry_pk);
CREATE INDEX ix_report_open ON report (created_at, id) WHERE closed_at IS NULL;
CREATE INDEX ix_session_account_id ON session (account_id);
CREATE INDEX ix_session_expires_at ON session (expires_at);
CREATE INDEX ix_source_check_failing ON source_check (failing_since, entry_pk) WHERE failures >= 2;
INSERT INTO alembic_version VALUES ('0033');
