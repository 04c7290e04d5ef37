CREATE TABLE "tombstones" (
	"case_id" text PRIMARY KEY NOT NULL,
	"deleted_at" timestamp(3) with time zone NOT NULL,
	"kept_until" text NOT NULL,
	"archive" text NOT NULL,
	"head_seq" bigint NOT NULL,
	"chains" jsonb NOT NULL
);
