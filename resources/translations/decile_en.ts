<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>DayBoard</name>
    <message numerus="yes">
        <source>%Ln follow-up(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FollowUps</name>
    <message numerus="yes">
        <source>%3 is away %1–%2: %Ln follow-up(s) fall(s) due then.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While %3 was away (%1–%2), %Ln follow-up(s) fell due.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While you were away (%1–%2), %Ln follow-up(s) fell due.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You are away %1–%2: %Ln follow-up(s) fall(s) due then.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
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
    <name>Pool</name>
    <message numerus="yes">
        <source>%Ln of them you held a short while ago. Leave it out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Today you may claim %Ln more. Select fewer.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You may hold %Ln more. Select fewer.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
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
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) came while you were away</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) due</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>put off %Ln time(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>shown %Ln time(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemindersPage</name>
    <message numerus="yes">
        <source>%Ln reminder(s) done</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) put off</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Returning</name>
    <message numerus="yes">
        <source>%Ln lead(s) back in the pool</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln lead(s) back to the pool</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
