ALTER TABLE "ledger" ALTER COLUMN "body" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger" ALTER COLUMN "salt" DROP NOT NULL;