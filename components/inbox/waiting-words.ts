export { countsInWords, pathOf as addressOf, titleOf } from '@/lib/review/waiting-words'
