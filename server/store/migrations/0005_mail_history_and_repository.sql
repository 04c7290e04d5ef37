CREATE TABLE "mail_began" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_heads" (
	"case_id" text NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "mail_heads_case_id_chain_pk" PRIMARY KEY("case_id","chain")
);
--> statement-breakpoint
CREATE TABLE "mail_wishes" (
	"person_id" text PRIMARY KEY NOT NULL,
	"choices" jsonb NOT NULL,
	"digest_time" text NOT NULL,
	"digest_day" text
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"case_id" text,
	"chain" text,
	"seq" bigint,
	"state" text DEFAULT 'waiting' NOT NULL,
	"queued_at" timestamp(3) with time zone NOT NULL,
	"next_at" timestamp(3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "touch_heads" (
	"case_id" text PRIMARY KEY NOT NULL,
	"epoch" integer NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touches" (
	"case_id" text NOT NULL,
	"element" text NOT NULL,
	"seq" bigint NOT NULL,
	"what" jsonb NOT NULL,
	CONSTRAINT "touches_case_id_element_seq_pk" PRIMARY KEY("case_id","element","seq")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"case_id" text NOT NULL,
	"person_id" text NOT NULL,
	"here" jsonb NOT NULL,
	"since" jsonb NOT NULL,
	CONSTRAINT "visits_case_id_person_id_pk" PRIMARY KEY("case_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "origin" jsonb;--> statement-breakpoint
ALTER TABLE "mail_heads" ADD CONSTRAINT "mail_heads_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_wishes" ADD CONSTRAINT "mail_wishes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touch_heads" ADD CONSTRAINT "touch_heads_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_next" ON "outbox" USING btree ("state","next_at");--> statement-breakpoint
CREATE INDEX "outbox_case" ON "outbox" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "touches_seq" ON "touches" USING btree ("case_id","seq");--> statement-breakpoint
CREATE INDEX "visits_person" ON "visits" USING btree ("person_id");