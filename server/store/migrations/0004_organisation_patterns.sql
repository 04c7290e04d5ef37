CREATE TABLE "patterns" (
	"organisation_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"pattern" text NOT NULL,
	"person_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "patterns_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;