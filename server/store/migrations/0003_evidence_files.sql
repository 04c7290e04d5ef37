CREATE TABLE "file_parts" (
	"sha256" text NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_parts_sha256_part_pk" PRIMARY KEY("sha256","part")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"case_id" text NOT NULL,
	"sha256" text NOT NULL,
	"side" text NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"type" text NOT NULL,
	"audience" text NOT NULL,
	"person_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "files_case_id_sha256_side_pk" PRIMARY KEY("case_id","sha256","side")
);
--> statement-breakpoint
CREATE TABLE "own_controls" (
	"case_id" text NOT NULL,
	"side" text NOT NULL,
	"key" text NOT NULL,
	"capability" text NOT NULL,
	"standard" text NOT NULL,
	"ref" text NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"line" integer NOT NULL,
	"person_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "own_controls_case_id_side_key_pk" PRIMARY KEY("case_id","side","key")
);
--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_controls" ADD CONSTRAINT "own_controls_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_sha256" ON "files" USING btree ("sha256");