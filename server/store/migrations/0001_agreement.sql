CREATE TABLE "statements" (
	"nonce" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"proposal" integer NOT NULL,
	"person_id" text NOT NULL,
	"act" text NOT NULL,
	"payload" "bytea" NOT NULL,
	"prepared_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"taken_at" timestamp(3) with time zone,
	"envelope" text
);
--> statement-breakpoint
ALTER TABLE "baselines" ADD COLUMN "proposal" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "baselines" ADD COLUMN "digest" text NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "digest" text NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "frozen" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "statements_proposal" ON "statements" USING btree ("case_id","proposal");