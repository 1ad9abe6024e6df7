<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Away</name>
    <message numerus="yes">
        <source>A colleague was in touch with them, %Ln time(s)</source>
        <translation>
            <numerusform>A colleague was in touch with them</numerusform>
            <numerusform>A colleague was in touch with them, %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While you were away, %Ln thing(s) happened</source>
        <translation>
            <numerusform>While you were away, %Ln thing happened</numerusform>
            <numerusform>While you were away, %Ln things happened</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallDeskPage</name>
    <message numerus="yes">
        <source>%Ln lead(s). N goes on with your queue.</source>
        <translation>
            <numerusform>%Ln lead. N goes on with your queue.</numerusform>
            <numerusform>%Ln leads. N goes on with your queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message numerus="yes">
        <source>%Ln check(s) still open</source>
        <translation>
            <numerusform>%Ln check still open</numerusform>
            <numerusform>%Ln checks still open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayBoard</name>
    <message numerus="yes">
        <source>%Ln follow-up(s)</source>
        <translation>
            <numerusform>%Ln follow-up</numerusform>
            <numerusform>%Ln follow-ups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DealForm</name>
    <message numerus="yes">
        <source>in %Ln day(s)</source>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FollowUps</name>
    <message numerus="yes">
        <source>%3 is away %1–%2: %Ln follow-up(s) fall(s) due then.</source>
        <translation>
            <numerusform>%3 is away %1–%2: %Ln follow-up falls due then.</numerusform>
            <numerusform>%3 is away %1–%2: %Ln follow-ups fall due then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) done</source>
        <translation>
            <numerusform>%Ln follow-up done</numerusform>
            <numerusform>%Ln follow-ups done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) handed on</source>
        <translation>
            <numerusform>%Ln follow-up handed on</numerusform>
            <numerusform>%Ln follow-ups handed on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) moved</source>
        <translation>
            <numerusform>%Ln follow-up moved</numerusform>
            <numerusform>%Ln follow-ups moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln follow-up(s) put off</source>
        <translation>
            <numerusform>%Ln follow-up put off</numerusform>
            <numerusform>%Ln follow-ups put off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stay(s) and wait(s) for you</source>
        <translation>
            <numerusform>%Ln stays and waits for you</numerusform>
            <numerusform>%Ln stay and wait for you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hand %Ln follow-up(s) on to</source>
        <translation>
            <numerusform>Hand %Ln follow-up on to</numerusform>
            <numerusform>Hand %Ln follow-ups on to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While %3 was away (%1–%2), %Ln follow-up(s) fell due.</source>
        <translation>
            <numerusform>While %3 was away (%1–%2), %Ln follow-up fell due.</numerusform>
            <numerusform>While %3 was away (%1–%2), %Ln follow-ups fell due.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While you were away (%1–%2), %Ln follow-up(s) fell due.</source>
        <translation>
            <numerusform>While you were away (%1–%2), %Ln follow-up fell due.</numerusform>
            <numerusform>While you were away (%1–%2), %Ln follow-ups fell due.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are away %1–%2: %Ln follow-up(s) fall(s) due then.</source>
        <translation>
            <numerusform>You are away %1–%2: %Ln follow-up falls due then.</numerusform>
            <numerusform>You are away %1–%2: %Ln follow-ups fall due then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FollowUpsPage</name>
    <message numerus="yes">
        <source>%Ln later</source>
        <translation>
            <numerusform>%Ln later</numerusform>
            <numerusform>%Ln later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln promise(s)</source>
        <translation>
            <numerusform>%Ln promise</numerusform>
            <numerusform>%Ln promises</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Handling</name>
    <message numerus="yes">
        <source>%Ln contacted since stay(s)</source>
        <translation>
            <numerusform>%Ln contacted since stays</numerusform>
            <numerusform>%Ln contacted since stay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) are yours now</source>
        <translation>
            <numerusform>%Ln lead is yours now</numerusform>
            <numerusform>%Ln leads are yours now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) given to {name}</source>
        <translation>
            <numerusform>%Ln lead given to {name}</numerusform>
            <numerusform>%Ln leads given to {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) taken back</source>
        <translation>
            <numerusform>%Ln lead taken back</numerusform>
            <numerusform>%Ln leads taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln lead(s) to</source>
        <translation>
            <numerusform>Give %Ln lead to</numerusform>
            <numerusform>Give %Ln leads to</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Joining</name>
    <message numerus="yes">
        <source>%n thing(s) you did had not been sent; they are kept, encrypted, for your administrator in {folder}.</source>
        <translation>
            <numerusform>%n thing you did had not been sent; it is kept, encrypted, for your administrator in {folder}.</numerusform>
            <numerusform>%n things you did had not been sent; they are kept, encrypted, for your administrator in {folder}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeadsPage</name>
    <message numerus="yes">
        <source>%Ln lead(s)</source>
        <translation>
            <numerusform>%Ln lead</numerusform>
            <numerusform>%Ln leads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message numerus="yes">
        <source>%Ln lead(s) picked by hand</source>
        <translation>
            <numerusform>%Ln lead picked by hand</numerusform>
            <numerusform>%Ln leads picked by hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) put on “{name}”</source>
        <translation>
            <numerusform>%Ln lead put on “{name}”</numerusform>
            <numerusform>%Ln leads put on “{name}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) taken off “{name}”</source>
        <translation>
            <numerusform>%Ln lead taken off “{name}”</numerusform>
            <numerusform>%Ln leads taken off “{name}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %Ln selected lead(s)</source>
        <translation>
            <numerusform>Only %Ln selected lead</numerusform>
            <numerusform>Only %Ln selected leads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %Ln lead(s) on</source>
        <translation>
            <numerusform>Put %Ln lead on</numerusform>
            <numerusform>Put %Ln leads on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message numerus="yes">
        <source>%Ln lead(s) brought back</source>
        <translation>
            <numerusform>%Ln lead brought back</numerusform>
            <numerusform>%Ln leads brought back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) moved</source>
        <translation>
            <numerusform>%Ln lead moved</numerusform>
            <numerusform>%Ln leads moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln lead(s) to</source>
        <translation>
            <numerusform>Move %Ln lead to</numerusform>
            <numerusform>Move %Ln leads to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put a tag on %Ln lead(s)</source>
        <translation>
            <numerusform>Put a tag on %Ln lead</numerusform>
            <numerusform>Put a tag on %Ln leads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{tag}” put on %Ln lead(s)</source>
        <translation>
            <numerusform>Tag “{tag}” put on %Ln lead</numerusform>
            <numerusform>Tag “{tag}” put on %Ln leads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{tag}” taken off %Ln lead(s)</source>
        <translation>
            <numerusform>Tag “{tag}” taken off %Ln lead</numerusform>
            <numerusform>Tag “{tag}” taken off %Ln leads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take a tag off %Ln lead(s)</source>
        <translation>
            <numerusform>Take a tag off %Ln lead</numerusform>
            <numerusform>Take a tag off %Ln leads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message numerus="yes">
        <source>%Ln of these times were agreed. Do they know the new ones?</source>
        <translation>
            <numerusform>%Ln of these times was agreed. Do they know the new one?</numerusform>
            <numerusform>%Ln of these times were agreed. Do they know the new ones?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Nurture</name>
    <message numerus="yes">
        <source>%Ln lead(s) back in the queue</source>
        <translation>
            <numerusform>%Ln lead back in the queue</numerusform>
            <numerusform>%Ln leads back in the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) left out: no way to reach them</source>
        <translation>
            <numerusform>%Ln lead left out: no way to reach it</numerusform>
            <numerusform>%Ln leads left out: no way to reach them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) saved</source>
        <translation>
            <numerusform>%Ln lead saved</numerusform>
            <numerusform>%Ln leads saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) about nobody we know</source>
        <translation>
            <numerusform>%Ln row about nobody we know</numerusform>
            <numerusform>%Ln rows about nobody we know</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) known already</source>
        <translation>
            <numerusform>%Ln row known already</numerusform>
            <numerusform>%Ln rows known already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) not understood</source>
        <translation>
            <numerusform>%Ln row not understood</numerusform>
            <numerusform>%Ln rows not understood</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln touch(es) noted as sent</source>
        <translation>
            <numerusform>%Ln touch noted as sent</numerusform>
            <numerusform>%Ln touches noted as sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pipeline</name>
    <message numerus="yes">
        <source>%Ln deal(s)</source>
        <translation>
            <numerusform>%Ln deal</numerusform>
            <numerusform>%Ln deals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need(s) attention</source>
        <translation>
            <numerusform>%Ln needs attention</numerusform>
            <numerusform>%Ln need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passed on to you</source>
        <translation>
            <numerusform>%Ln passed on to you</numerusform>
            <numerusform>%Ln passed on to you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more in the list</source>
        <translation>
            <numerusform>and %Ln more in the list</numerusform>
            <numerusform>and %Ln more in the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message numerus="yes">
        <source>Put off %Ln follow-up(s)</source>
        <translation>
            <numerusform>Put off %Ln follow-up</numerusform>
            <numerusform>Put off %Ln follow-ups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more day(s)</source>
        <translation>
            <numerusform>and %Ln more day</numerusform>
            <numerusform>and %Ln more days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pool</name>
    <message numerus="yes">
        <source>%Ln of them you held a short while ago. Leave it out.</source>
        <translation>
            <numerusform>%Ln of them you held a short while ago. Leave it out.</numerusform>
            <numerusform>%Ln of them you held a short while ago. Leave them out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reserved, decided when connected</source>
        <translation>
            <numerusform>%Ln reserved, decided when connected</numerusform>
            <numerusform>%Ln reserved, decided when connected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Today you may claim %Ln more. Select fewer.</source>
        <translation>
            <numerusform>Today you may claim %Ln more. Select fewer.</numerusform>
            <numerusform>Today you may claim %Ln more. Select fewer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You may hold %Ln more. Select fewer.</source>
        <translation>
            <numerusform>You may hold %Ln more. Select fewer.</numerusform>
            <numerusform>You may hold %Ln more. Select fewer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PoolPage</name>
    <message numerus="yes">
        <source>%Ln lead(s) are yours now</source>
        <translation>
            <numerusform>%Ln lead is yours now</numerusform>
            <numerusform>%Ln leads are yours now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) moved to {pool}</source>
        <translation>
            <numerusform>%Ln lead moved to {pool}</numerusform>
            <numerusform>%Ln leads moved to {pool}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Claim %Ln</source>
        <translation>
            <numerusform>Claim %Ln</numerusform>
            <numerusform>Claim %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln lead(s) to</source>
        <translation>
            <numerusform>Move %Ln lead to</numerusform>
            <numerusform>Move %Ln leads to</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without a call they go back after %Ln working day(s).</source>
        <translation>
            <numerusform>Without a call they go back after %Ln working day.</numerusform>
            <numerusform>Without a call they go back after %Ln working days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>Import a list, or take some of the %Ln lead(s) that nobody holds (U).</source>
        <translation>
            <numerusform>Import a list, or take the lead that nobody holds (U).</numerusform>
            <numerusform>Import a list, or take some of the %Ln leads that nobody holds (U).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message numerus="yes">
        <source>%Ln reminder(s) are due</source>
        <translation>
            <numerusform>%Ln reminder is due</numerusform>
            <numerusform>%Ln reminders are due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) came while you were away</source>
        <translation>
            <numerusform>%Ln reminder came while you were away</numerusform>
            <numerusform>%Ln reminders came while you were away</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) due</source>
        <translation>
            <numerusform>%Ln reminder due</numerusform>
            <numerusform>%Ln reminders due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>put off %Ln time(s)</source>
        <translation>
            <numerusform>put off once</numerusform>
            <numerusform>put off %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>shown %Ln time(s)</source>
        <translation>
            <numerusform>shown once</numerusform>
            <numerusform>shown %Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemindersPage</name>
    <message numerus="yes">
        <source>%Ln reminder(s) done</source>
        <translation>
            <numerusform>%Ln reminder done</numerusform>
            <numerusform>%Ln reminders done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) put off</source>
        <translation>
            <numerusform>%Ln reminder put off</numerusform>
            <numerusform>%Ln reminders put off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Returning</name>
    <message numerus="yes">
        <source>%Ln lead(s) back in the pool</source>
        <translation>
            <numerusform>%Ln lead back in the pool</numerusform>
            <numerusform>%Ln leads back in the pool</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln lead(s) back to the pool</source>
        <translation>
            <numerusform>Give %Ln lead back to the pool</numerusform>
            <numerusform>Give %Ln leads back to the pool</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need(s) you</source>
        <translation>
            <numerusform>%Ln needs you</numerusform>
            <numerusform>%Ln need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them wait(s) until the shared database has been brought up to date.</source>
        <translation>
            <numerusform>%Ln of them waits until the shared database has been brought up to date.</numerusform>
            <numerusform>%Ln of them wait until the shared database has been brought up to date.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) you did wait to be sent.</source>
        <translation>
            <numerusform>%Ln thing you did waits to be sent.</numerusform>
            <numerusform>%Ln things you did wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>See what needs you (%Ln)</source>
        <translation>
            <numerusform>See what needs you (%Ln)</numerusform>
            <numerusform>See what needs you (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>See what waits (%Ln)</source>
        <translation>
            <numerusform>See what waits (%Ln)</numerusform>
            <numerusform>See what waits (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The shared database refused %Ln thing(s) you did. Everything you typed is kept.</source>
        <translation>
            <numerusform>The shared database refused %Ln thing you did. Everything you typed is kept.</numerusform>
            <numerusform>The shared database refused %Ln things you did. Everything you typed is kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are working offline. %Ln thing(s) you did are kept here and go out by themselves.</source>
        <translation>
            <numerusform>You are working offline. %Ln thing you did is kept here and goes out by itself.</numerusform>
            <numerusform>You are working offline. %Ln things you did are kept here and go out by themselves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %Ln lead(s) have been copied to this computer. You can go on working.</source>
        <translation>
            <numerusform>{done} of %Ln lead has been copied to this computer. You can go on working.</numerusform>
            <numerusform>{done} of %Ln leads have been copied to this computer. You can go on working.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message numerus="yes">
        <source>Kept as %n note(s)</source>
        <translation>
            <numerusform>Kept as a note</numerusform>
            <numerusform>Kept as %n notes</numerusform>
        </translation>
    </message>
</context>
</TS>
